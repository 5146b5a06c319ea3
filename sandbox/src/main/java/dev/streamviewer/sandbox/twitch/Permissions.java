package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.EventType.Shape;
import dev.streamviewer.sandbox.wire.Refusal;
import java.util.Map;
import java.util.Set;

/** Who may be subscribed to, and what it costs. */
final class Permissions {
  private final World world;
  private final Consents consents;
  private final String clientId;

  Permissions(World world, Consents consents, String clientId) {
    this.world = world;
    this.consents = consents;
    this.clientId = clientId;
  }

  void check(SubscriptionRequest request) {
    request.condition().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("user_id"))
        .filter(entry -> world.withId(entry.getValue()).isEmpty())
        .findFirst()
        .ifPresent(
            nobody -> {
              throw new Refusal(400, "user does not exist: " + nobody.getValue());
            });
    if (request.type().shape() == Shape.CLIENT
        && !clientId.equals(request.condition().get("client_id"))) {
      throw new Refusal(403, "subscription missing proper authorization");
    }
    if (request.type().needsConsent() && !granted(request)) {
      throw new Refusal(403, "subscription missing proper authorization");
    }
  }

  /** EventSub's cost model: free when the type needs consent, or the user gave the client any. */
  int cost(SubscriptionRequest request) {
    var free =
        request.type().needsConsent()
            || request.condition().values().stream().anyMatch(consents::given);
    return free ? 0 : 1;
  }

  private boolean granted(SubscriptionRequest request) {
    var shape = request.type().shape();
    Map<String, String> condition = request.condition();
    var broadcaster = condition.get("broadcaster_user_id");
    var authoriser = condition.get(shape.authoriser);
    var granted = consents.scopes(authoriser);
    return request.type().scopes().stream().allMatch(group -> overlap(group, granted))
        && switch (shape) {
          // Nobody moderates for another in the sandbox: a broadcaster is their own moderator.
          case BM -> authoriser.equals(broadcaster);
          case BU ->
              authoriser.equals(broadcaster)
                  || consents.scopes(broadcaster).contains("channel:bot");
          default -> true;
        };
  }

  private static boolean overlap(Set<String> group, Set<String> granted) {
    return group.stream().anyMatch(granted::contains);
  }
}

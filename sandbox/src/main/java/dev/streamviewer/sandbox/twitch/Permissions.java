package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.EventType.Shape;
import dev.streamviewer.sandbox.wire.Refusal;
import java.util.Set;

/** Who may be subscribed to, and what it costs. */
final class Permissions {
  private static final String BOT = "user:bot";

  private final World world;
  private final Consents consents;
  private final String clientId;

  Permissions(World world, Consents consents, String clientId) {
    this.world = world;
    this.consents = consents;
    this.clientId = clientId;
  }

  void check(SubscriptionRequest request, Token token) {
    request.condition().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("user_id"))
        .filter(entry -> world.withId(entry.getValue()).isEmpty())
        .findFirst()
        .ifPresent(
            nobody -> {
              throw new Refusal(400, "user does not exist: " + nobody.getValue());
            });
    if (!(token.isApp() ? allowsApp(request) : allowsUser(request, token))) {
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

  /** An application has no scopes of its own: what the user granted to it earlier counts. */
  private boolean allowsApp(SubscriptionRequest request) {
    var shape = request.type().shape();
    if (shape == Shape.CLIENT && !clientId.equals(request.condition().get("client_id"))) {
      return false;
    }
    if (!request.type().needsConsent()) {
      return true;
    }
    var broadcaster = request.condition().get("broadcaster_user_id");
    var authoriser = request.condition().get(shape.authoriser);
    var granted = consents.scopes(authoriser);
    return request.type().scopes().stream().allMatch(group -> overlap(group, granted))
        && switch (shape) {
          case BM -> moderates(authoriser, broadcaster);
          case BU ->
              authoriser.equals(broadcaster)
                  || consents.scopes(broadcaster).contains("channel:bot");
          default -> true;
        };
  }

  /**
   * Over a WebSocket a user reads what this user may see, chat of any channel included: no bot is
   * involved, so {@code user:bot} is not asked for, nor the broadcaster's {@code channel:bot}.
   */
  private static boolean allowsUser(SubscriptionRequest request, Token token) {
    var shape = request.type().shape();
    if (Set.of(Shape.CLIENT, Shape.DROP, Shape.EXTENSION).contains(shape)) {
      return false;
    }
    if (!request.type().needsConsent()) {
      return true;
    }
    var authoriser = request.condition().get(shape.authoriser);
    return token.userId().equals(authoriser)
        && request.type().scopes().stream()
            .filter(group -> !group.contains(BOT))
            .allMatch(group -> overlap(group, token.scopes()))
        && (shape != Shape.BM
            || moderates(authoriser, request.condition().get("broadcaster_user_id")));
  }

  /** Nobody moderates for another in the sandbox: a broadcaster is their own moderator. */
  private static boolean moderates(String userId, String broadcaster) {
    return userId.equals(broadcaster);
  }

  private static boolean overlap(Set<String> group, Set<String> granted) {
    return group.stream().anyMatch(granted::contains);
  }
}

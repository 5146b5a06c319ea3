package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.eventsub.EventType.Shape;
import dev.streamviewer.sandbox.twitch.eventsub.SubscriptionRequest;
import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.ConsentRegister;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.ApiError;
import java.util.Set;

/** Who may be subscribed to, and what it costs. */
public final class SubscriptionPermissions {
  private static final String BOT = "user:bot";

  private final TwitchWorld world;
  private final ConsentRegister consents;
  private final String clientId;

  public SubscriptionPermissions(TwitchWorld world, ConsentRegister consents, String clientId) {
    this.world = world;
    this.consents = consents;
    this.clientId = clientId;
  }

  void check(SubscriptionRequest request, AccessToken token) {
    request.condition().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("user_id"))
        .filter(entry -> world.withId(entry.getValue()).isEmpty())
        .findFirst()
        .ifPresent(
            nobody -> {
              throw new ApiError(400, "user does not exist: " + nobody.getValue());
            });
    if (!(token.isApp() ? allowsApp(request) : allowsUser(request, token))) {
      throw new ApiError(403, "subscription missing proper authorization");
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
  private static boolean allowsUser(SubscriptionRequest request, AccessToken token) {
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

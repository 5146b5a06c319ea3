package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.eventsub.EventType.Shape;
import dev.streamviewer.sandbox.twitch.eventsub.SubscriptionRequest;
import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.ConsentRegister;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.ApiError;
import java.util.Set;

/** Permissions and costs of subscriptions. */
public final class SubscriptionPermissions {
  private static final String BOT_SCOPE = "user:bot";

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
            unknown -> {
              throw new ApiError(400, "user does not exist: " + unknown.getValue());
            });
    if (!(token.isApp() ? allowsApp(request) : allowsUser(request, token))) {
      throw new ApiError(403, "subscription missing proper authorization");
    }
  }

  /**
   * Returns the cost. A subscription is free when the type needs consent, or the user granted the
   * client any scope.
   */
  int cost(SubscriptionRequest request) {
    var free =
        request.type().needsConsent()
            || request.condition().values().stream().anyMatch(consents::given);
    return free ? 0 : 1;
  }

  /** Checks the earlier grants of the user, because an app access token has no scopes. */
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
              moderates(authoriser, broadcaster)
                  || consents.scopes(broadcaster).contains("channel:bot");
          default -> true;
        };
  }

  /**
   * Checks a WebSocket subscription, which gives a user everything that this user may see,
   * including the chat of any channel. No bot is involved, so neither {@code user:bot} nor the
   * broadcaster's {@code channel:bot} is required.
   */
  private boolean allowsUser(SubscriptionRequest request, AccessToken token) {
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
            .filter(group -> !group.contains(BOT_SCOPE))
            .allMatch(group -> overlap(group, token.scopes()))
        && (shape != Shape.BM
            || moderates(authoriser, request.condition().get("broadcaster_user_id")));
  }

  private boolean moderates(String userId, String broadcaster) {
    return world.moderators().moderates(userId, broadcaster);
  }

  private static boolean overlap(Set<String> group, Set<String> granted) {
    return group.stream().anyMatch(granted::contains);
  }
}

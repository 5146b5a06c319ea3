package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.delivery.CallbackVerification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.SubscriptionRequest;
import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.JsonFields;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Routes of {@code /helix/eventsub/subscriptions}: creates, lists and deletes subscriptions. The
 * app access token is for webhooks and conduits, a user access token for the user's WebSockets.
 */
public final class SubscriptionRoutes {
  private static final String PATH = "/helix/eventsub/subscriptions";
  private static final int PAGE_SIZE = 100;

  private static final Map<String, BiPredicate<EventSubSubscription, String>> FILTERS =
      Map.of(
          "status", (subscription, value) -> subscription.status().equals(value),
          "type", (subscription, value) -> subscription.type().equals(value),
          "user_id", (subscription, value) -> subscription.condition().containsValue(value),
          "subscription_id", (subscription, value) -> subscription.id().equals(value));

  private final EventSubSubscriptions subscriptions;
  private final SubscriptionPermissions permissions;
  private final CallbackVerification verification;
  private final TransportReader transports;

  public SubscriptionRoutes(
      EventSubSubscriptions subscriptions,
      SubscriptionPermissions permissions,
      CallbackVerification verification,
      TransportReader transports) {
    this.subscriptions = subscriptions;
    this.permissions = permissions;
    this.verification = verification;
    this.transports = transports;
  }

  public void mount(Router router) {
    router.post(PATH).handler(this::create);
    router.get(PATH).handler(this::list);
    router.delete(PATH).handler(this::delete);
  }

  /**
   * Creates a subscription. The challenge is sent before the response: at Twitch, too, the
   * challenge may arrive first. The response says pending in any case.
   */
  private void create(RoutingContext ctx) {
    var token = HelixAuth.token(ctx);
    var request =
        SubscriptionRequest.from(
            JsonFields.body(ctx), transport -> transports.read(transport, token));
    permissions.check(request, token);
    var subscription = subscriptions.create(request, token.ownerId(), permissions.cost(request));
    var begun =
        subscription.transport() instanceof Webhook callback
            ? verification.begin(subscription, callback)
            : Future.succeededFuture();
    begun.onSuccess(begin -> answer(ctx, subscription, token));
  }

  private void answer(RoutingContext ctx, EventSubSubscription created, AccessToken token) {
    ctx.response().setStatusCode(202);
    ctx.json(
        PageCursor.data(List.of(created), EventSubSubscription::toJson)
            .mergeIn(subscriptions.totals(token.ownerId())));
  }

  private void list(RoutingContext ctx) {
    var owner = HelixAuth.token(ctx).ownerId();
    var query = ctx.queryParams();
    var chosen = FILTERS.keySet().stream().filter(query::contains).toList();
    if (chosen.size() > 1) {
      throw new ApiError(400, "status, type, user_id and subscription_id exclude each other");
    }
    var found =
        subscriptions
            .of(owner)
            .filter(s -> chosen.stream().allMatch(f -> FILTERS.get(f).test(s, query.get(f))))
            .toList();
    ctx.json(
        PageCursor.page(ctx, found, PAGE_SIZE, EventSubSubscription::toJson)
            .mergeIn(subscriptions.totals(owner)));
  }

  private void delete(RoutingContext ctx) {
    var id = ctx.queryParams().get("id");
    if (id == null || id.isEmpty()) {
      throw new ApiError(400, "The parameter \"id\" is required");
    }
    if (!subscriptions.delete(id, HelixAuth.token(ctx).ownerId())) {
      throw new ApiError(404, "subscription not found");
    }
    ctx.response().setStatusCode(204).end();
  }
}

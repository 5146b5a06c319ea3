package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** {@code /helix/eventsub/subscriptions}: subscribe, list, unsubscribe. */
final class SubscriptionRoutes {
  private static final String PATH = "/helix/eventsub/subscriptions";
  private static final int PAGE = 100;

  private static final Map<String, BiPredicate<Subscription, String>> FILTERS =
      Map.of(
          "status", (subscription, value) -> subscription.status().equals(value),
          "type", (subscription, value) -> subscription.type().equals(value),
          "user_id", Subscription::concerns,
          "subscription_id", (subscription, value) -> subscription.id().equals(value));

  private final Subscriptions subscriptions;
  private final Permissions permissions;
  private final Handshake handshake;

  SubscriptionRoutes(Subscriptions subscriptions, Permissions permissions, Handshake handshake) {
    this.subscriptions = subscriptions;
    this.permissions = permissions;
    this.handshake = handshake;
  }

  void mount(Router router) {
    router.route(PATH).handler(HelixAuth.appOnly());
    router.post(PATH).handler(this::create);
    router.get(PATH).handler(this::list);
    router.delete(PATH).handler(this::delete);
  }

  /** The challenge sets off before the answer does: at Twitch, too, it may arrive first. */
  private void create(RoutingContext ctx) {
    var request = SubscriptionRequest.from(body(ctx));
    permissions.check(request);
    var subscription = subscriptions.create(request, permissions.cost(request));
    handshake.begin(subscription);
    ctx.response().setStatusCode(202);
    ctx.json(
        Paging.data(List.of(subscription), Subscription::toJson).mergeIn(subscriptions.totals()));
  }

  private void list(RoutingContext ctx) {
    var query = ctx.queryParams();
    var chosen = FILTERS.keySet().stream().filter(query::contains).toList();
    if (chosen.size() > 1) {
      throw new Refusal(400, "status, type, user_id and subscription_id exclude each other");
    }
    var found =
        subscriptions.all().stream()
            .filter(s -> chosen.stream().allMatch(f -> FILTERS.get(f).test(s, query.get(f))))
            .toList();
    ctx.json(Paging.page(ctx, found, PAGE, Subscription::toJson).mergeIn(subscriptions.totals()));
  }

  private void delete(RoutingContext ctx) {
    var id = ctx.queryParams().get("id");
    if (id == null || id.isEmpty()) {
      throw new Refusal(400, "The parameter \"id\" is required");
    }
    if (!subscriptions.delete(id)) {
      throw new Refusal(404, "subscription not found");
    }
    ctx.response().setStatusCode(204).end();
  }

  private static JsonObject body(RoutingContext ctx) {
    var contentType = ctx.request().getHeader("Content-Type");
    if (contentType == null || !contentType.startsWith("application/json")) {
      throw new Refusal(400, "The Content-Type must be application/json");
    }
    try {
      return new JsonObject(ctx.body().buffer());
    } catch (DecodeException | NullPointerException notJson) {
      throw new Refusal(400, "The body is not a JSON object");
    }
  }
}

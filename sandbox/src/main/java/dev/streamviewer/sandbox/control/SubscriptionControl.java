package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.SubscriptionLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Controls limits and challenges of subscriptions: {@code /sandbox/subscriptions}. */
final class SubscriptionControl {
  private static final int MAX_COST = 1_000_000;

  private final FakeTwitch twitch;

  SubscriptionControl(FakeTwitch twitch) {
    this.twitch = twitch;
  }

  void mount(Router router) {
    router.put("/sandbox/subscriptions/limits").handler(this::limit);
    router.put("/sandbox/subscriptions/challenges").handler(this::challenge);
  }

  private void limit(RoutingContext ctx) {
    var input = ControlInput.from(ctx, Set.of("totalCost", "oncePerCondition"));
    var before = twitch.subscriptions().limits();
    var limits =
        new SubscriptionLimits(
            input.number("totalCost", before.totalCost(), 1, MAX_COST),
            input.flag("oncePerCondition", before.oncePerCondition()));
    twitch.subscriptions().limit(limits);
    ctx.json(
        new JsonObject()
            .put("totalCost", limits.totalCost())
            .put("oncePerCondition", limits.oncePerCondition()));
  }

  private void challenge(RoutingContext ctx) {
    var timing = ControlInput.from(ctx, Set.of("timing")).choice("timing", ChallengeTiming.class);
    twitch.verification().timing(timing);
    ctx.response().setStatusCode(204).end();
  }

  JsonArray state() {
    return new JsonArray(twitch.subscriptions().all().stream().map(this::describe).toList());
  }

  /** Returns the JSON of the Twitch API with the login of the streamer and a webhook's secret. */
  private JsonObject describe(EventSubSubscription subscription) {
    var json = subscription.toJson().put("streamer", streamerOf(subscription));
    return subscription.transport() instanceof Webhook webhook
        ? json.put("secret", webhook.secret())
        : json;
  }

  String streamerOf(EventSubSubscription subscription) {
    return subscription
        .subjects()
        .findFirst()
        .flatMap(twitch.world()::withId)
        .map(streamer -> streamer.user().login())
        .orElse("");
  }
}

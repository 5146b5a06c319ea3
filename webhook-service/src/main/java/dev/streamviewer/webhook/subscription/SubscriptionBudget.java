package dev.streamviewer.webhook.subscription;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;

/**
 * What our subscriptions cost at Twitch, and how much they may. Twitch says both with every answer
 * about subscriptions.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/manage-subscriptions/#subscription-limits">
 *     Subscription limits</a>
 */
public final class SubscriptionBudget {
  /** One in fifty stays free, since what another process spends is known a little later. */
  private static final int RESERVED_SHARE = 50;

  private volatile int cost;
  private int underWay;
  private volatile int limit;

  public SubscriptionBudget(MeterRegistry meters) {
    Gauge.builder("twitch_subscriptions_cost", this, it -> it.cost)
        .description("What our subscriptions at Twitch cost")
        .register(meters);
    Gauge.builder("twitch_subscriptions_cost_limit", this, it -> it.limit)
        .description("What they may cost; 0 while Twitch has not said")
        .register(meters);
  }

  /** Reads an answer of Twitch; one that says nothing of cost changes nothing. */
  void observe(JsonObject answer) {
    if (answer.getValue("total_cost") instanceof Number total) {
      cost = total.intValue();
    }
    if (answer.getValue("max_total_cost") instanceof Number most) {
      limit = most.intValue();
    }
  }

  /** One more is asked for; {@link #answered} must follow. */
  void asked() {
    underWay++;
  }

  void answered() {
    underWay--;
  }

  /** How much too little is left for so many more, each at the price of one; 0 if they fit. */
  int lacks(int subscriptions) {
    var all = cost + underWay + subscriptions;
    return limit == 0 ? 0 : Math.max(0, all - (limit - reserve()));
  }

  /** How much is kept free. */
  int reserve() {
    return Math.max(1, limit / RESERVED_SHARE);
  }
}

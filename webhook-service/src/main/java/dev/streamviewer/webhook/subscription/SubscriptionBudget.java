package dev.streamviewer.webhook.subscription;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;

/**
 * The cost of the subscriptions at Twitch and the cost limit. Twitch reports both with every answer
 * about subscriptions.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/manage-subscriptions/#subscription-limits">
 *     Subscription limits</a>
 */
public final class SubscriptionBudget {
  /** Reserves a fiftieth, since the spending of other processes is known a little later. */
  private static final int RESERVE_DIVISOR = 50;

  private volatile int cost;
  private int pending;
  private volatile int limit;

  public SubscriptionBudget(MeterRegistry meters) {
    Gauge.builder("sev_twitch_subscriptions_cost", this, it -> it.cost)
        .description("The cost of our subscriptions at Twitch")
        .register(meters);
    Gauge.builder("sev_twitch_subscriptions_cost_limit", this, it -> it.limit)
        .description("The cost limit of our subscriptions at Twitch; 0 while unknown")
        .register(meters);
  }

  /** Reads the cost figures of an answer, if there are any. */
  void observe(JsonObject answer) {
    if (answer.getValue("total_cost") instanceof Number total) {
      cost = total.intValue();
    }
    if (answer.getValue("max_total_cost") instanceof Number max) {
      limit = max.intValue();
    }
  }

  /** Counts a call that creates a subscription; {@link #answered} must follow. */
  void asked() {
    pending++;
  }

  void answered() {
    pending--;
  }

  /** The cost that is missing for more subscriptions at a cost of 1 each; 0 if they fit. */
  int lacks(int subscriptions) {
    var all = cost + pending + subscriptions;
    return limit == 0 ? 0 : Math.max(0, all - (limit - reserve()));
  }

  /** The cost that is kept free. */
  int reserve() {
    return Math.max(1, limit / RESERVE_DIVISOR);
  }
}

package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.HelixConduits.Shard;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

/**
 * Gauges of subscriptions and shards by status. Only the reconciling process sets them, so that the
 * sum over all processes is right.
 */
public final class SubscriptionGauges {
  private final SubscriptionTransport transport;
  private final ConduitRegistry conduits;
  private final MultiGauge subscriptions;
  private final MultiGauge shards;

  public SubscriptionGauges(
      MeterRegistry meters, SubscriptionTransport transport, ConduitRegistry conduits) {
    this.transport = transport;
    this.conduits = conduits;
    subscriptions =
        MultiGauge.builder("sev_twitch_subscriptions")
            .description(
                "Our subscriptions by Twitch's status; former ones have the previous secret,"
                    + " address or transport and are replaced")
            .register(meters);
    shards =
        MultiGauge.builder("sev_twitch_conduit_shards")
            .description("The shards of our conduits by Twitch's status")
            .register(meters);
  }

  /** Sets the gauges from the latest list. */
  void show(List<EventSubSubscription> found) {
    subscriptions.register(rows(found.stream().collect(groupingBy(this::tags, counting()))), true);
    var states =
        conduits.all().stream()
            .flatMap(it -> it.shards().stream())
            .map(Shard::status)
            .collect(groupingBy(status -> Tags.of("status", status), counting()));
    shards.register(rows(states), true);
  }

  /** Clears the gauges: another process reconciles now. */
  void clear() {
    subscriptions.register(List.of(), true);
    shards.register(List.of(), true);
  }

  private Tags tags(EventSubSubscription subscription) {
    return Tags.of(
        "status", subscription.statusText(),
        "standing", transport.ownershipOf(subscription.transport()).label());
  }

  private static List<Row<?>> rows(Map<Tags, Long> counts) {
    return counts.entrySet().stream()
        .<Row<?>>map(it -> Row.of(it.getKey(), it.getValue()))
        .toList();
  }
}

package dev.streamviewer.webhook.subscription;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.transport.UnusedConduitCleanup;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The tasks that follow the settlement of a round. */
public final class SubscriptionUpkeep {
  private final SubscriptionGauges gauges;
  private final UnusedConduitCleanup unusedConduits;
  private final Optional<ShardDisabledSubscription> shardDisabled;

  /**
   * @param shardDisabled subscribes to notifications of disabled shards; empty without conduits
   */
  public SubscriptionUpkeep(
      SubscriptionGauges gauges,
      UnusedConduitCleanup unusedConduits,
      Optional<ShardDisabledSubscription> shardDisabled) {
    this.gauges = gauges;
    this.unusedConduits = unusedConduits;
    this.shardDisabled = shardDisabled;
  }

  /** Sets the gauges, subscribes to disabled shards, deletes unused conduits. */
  Future<Void> after(List<EventSubSubscription> found) {
    gauges.show(found);
    return shardDisabled
        .map(it -> it.subscribe(found))
        .orElse(Future.succeededFuture())
        .compose(subscribed -> unusedConduits.deleteUnused(found));
  }

  /** Clears the gauges: another process reconciles now. */
  void standDown() {
    gauges.clear();
  }
}

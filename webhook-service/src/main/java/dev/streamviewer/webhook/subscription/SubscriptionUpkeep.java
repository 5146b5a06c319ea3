package dev.streamviewer.webhook.subscription;

import dev.streamviewer.webhook.transport.UnusedConduitCleanup;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What is done with the list of our subscriptions once its differences are settled. */
public final class SubscriptionUpkeep {
  private final SubscriptionGauges gauges;
  private final UnusedConduitCleanup spares;
  private final Optional<ShardDisabledSubscription> shards;

  /**
   * @param shards asks for word of disabled shards; empty without conduits
   */
  public SubscriptionUpkeep(
      SubscriptionGauges gauges,
      UnusedConduitCleanup spares,
      Optional<ShardDisabledSubscription> shards) {
    this.gauges = gauges;
    this.spares = spares;
    this.shards = shards;
  }

  /** Shows the state, asks for word of shards, clears away conduits that are not needed. */
  Future<Void> after(List<JsonObject> found) {
    gauges.show(found);
    return shards
        .map(it -> it.subscribe(found))
        .orElse(Future.succeededFuture())
        .compose(subscribed -> spares.clear(found));
  }

  /** Another process sees to it now. */
  void rest() {
    gauges.clear();
  }
}

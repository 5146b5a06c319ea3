package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What is done with the list of our subscriptions once its differences are settled. */
final class Upkeep {
  private final SubscriptionGauges gauges;
  private final SpareConduits spares;
  private final Optional<ShardWatch> shards;

  /**
   * @param shards asks for word of disabled shards; empty without conduits
   */
  Upkeep(SubscriptionGauges gauges, SpareConduits spares, Optional<ShardWatch> shards) {
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

package dev.streamviewer.webhook;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Each subscription points at our conduit, and the conduit's shards at our callback. */
final class ConduitTransport implements Transport {
  private static final String NONE =
      "This site has no way to get events from Twitch yet. They follow as soon as it has.";

  private final Callbacks callbacks;
  private final Conduits conduits;
  private final ConduitKeeper keeper;
  private final Runnable soon;

  /**
   * @param keeper makes the conduit and mends it
   * @param soon lets the keeper look, when there is a reason
   */
  ConduitTransport(Callbacks callbacks, Conduits conduits, ConduitKeeper keeper, Runnable soon) {
    this.callbacks = callbacks;
    this.conduits = conduits;
    this.keeper = keeper;
    this.soon = soon;
  }

  @Override
  public Future<Void> prepare() {
    return keeper.keep();
  }

  @Override
  public Future<Void> known() {
    return conduits
        .known()
        .compose(
            known ->
                conduits.chosen().isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new BusFailure(Reason.UNAVAILABLE, NONE)));
  }

  @Override
  public JsonObject wish() {
    var conduit = conduits.chosen().orElseThrow();
    return new JsonObject().put("method", "conduit").put("conduit_id", conduit.id());
  }

  @Override
  public Standing of(JsonObject subscription) {
    return subscription.getValue("transport") instanceof JsonObject transport
        ? standing(transport)
        : Standing.FOREIGN;
  }

  private Standing standing(JsonObject transport) {
    if (transport.getValue("conduit_id") instanceof String id) {
      if (conduits.chosen().filter(it -> it.id().equals(id)).isPresent()) {
        return Standing.CURRENT;
      }
      return conduits.isOurs(id) || conduits.wasOurs(id) ? Standing.FORMER : Standing.FOREIGN;
    }
    return transport.getValue("callback") instanceof String callback
            && callbacks.of(callback) != Standing.FOREIGN
        ? Standing.FORMER
        : Standing.FOREIGN;
  }

  @Override
  public boolean isReady() {
    return keeper.isHealthy();
  }

  @Override
  public void doubt() {
    conduits.doubt();
    soon.run();
  }
}

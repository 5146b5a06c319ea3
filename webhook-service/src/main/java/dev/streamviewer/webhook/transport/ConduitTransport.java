package dev.streamviewer.webhook.transport;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Each subscription points at our conduit, and the conduit's shards at our callback. */
public final class ConduitTransport implements SubscriptionTransport {
  private static final String NONE =
      "This site has no way to get events from Twitch yet. They follow as soon as it has.";

  private final CallbackUrls callbacks;
  private final ConduitRegistry conduits;
  private final ConduitMaintainer keeper;
  private final Runnable soon;

  /**
   * @param keeper makes the conduit and mends it
   * @param soon lets the keeper look, when there is a reason
   */
  public ConduitTransport(
      CallbackUrls callbacks, ConduitRegistry conduits, ConduitMaintainer keeper, Runnable soon) {
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
  public Ownership of(JsonObject subscription) {
    return subscription.getValue("transport") instanceof JsonObject transport
        ? standing(transport)
        : Ownership.FOREIGN;
  }

  private Ownership standing(JsonObject transport) {
    if (transport.getValue("conduit_id") instanceof String id) {
      if (conduits.chosen().filter(it -> it.id().equals(id)).isPresent()) {
        return Ownership.CURRENT;
      }
      return conduits.isOurs(id) || conduits.wasOurs(id) ? Ownership.FORMER : Ownership.FOREIGN;
    }
    return transport.getValue("callback") instanceof String callback
            && callbacks.of(callback) != Ownership.FOREIGN
        ? Ownership.FORMER
        : Ownership.FOREIGN;
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

package dev.streamviewer.webhook.transport;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.webhook.eventsub.EventSubTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The conduit transport: subscriptions name our conduit, whose shards post to our callback. */
public final class ConduitTransport implements SubscriptionTransport {
  private static final String NO_CONDUIT =
      "This site cannot receive events from Twitch yet. Events will follow once the connection is"
          + " ready.";

  private final CallbackUrls callbacks;
  private final ConduitRegistry conduits;
  private final ConduitMaintainer maintainer;
  private final Runnable requestRound;

  /**
   * @param maintainer creates and repairs the conduit
   * @param requestRound requests a round, in which the maintainer runs
   */
  public ConduitTransport(
      CallbackUrls callbacks,
      ConduitRegistry conduits,
      ConduitMaintainer maintainer,
      Runnable requestRound) {
    this.callbacks = callbacks;
    this.conduits = conduits;
    this.maintainer = maintainer;
    this.requestRound = requestRound;
  }

  @Override
  public Future<Void> prepare() {
    return maintainer.maintain();
  }

  @Override
  public Future<Void> ensureLoaded() {
    return conduits
        .ensureLoaded()
        .compose(
            loaded ->
                conduits.chosen().isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new BusFailure(Reason.UNAVAILABLE, NO_CONDUIT)));
  }

  @Override
  public JsonObject transportJson() {
    var conduit = conduits.chosen().orElseThrow();
    return new JsonObject().put("method", "conduit").put("conduit_id", conduit.id());
  }

  @Override
  public SubscriptionOwnership ownershipOf(EventSubTransport listed) {
    var conduitId = listed.conduitId();
    if (conduits.chosen().filter(it -> it.id().equals(conduitId)).isPresent()) {
      return SubscriptionOwnership.CURRENT;
    }
    return conduits.isOrWasOurs(conduitId)
            || callbacks.ownershipOf(listed.callback()) != SubscriptionOwnership.FOREIGN
        ? SubscriptionOwnership.OUTDATED
        : SubscriptionOwnership.FOREIGN;
  }

  @Override
  public boolean isReady() {
    return maintainer.isHealthy();
  }

  @Override
  public void invalidate() {
    conduits.invalidate();
    requestRound.run();
  }
}

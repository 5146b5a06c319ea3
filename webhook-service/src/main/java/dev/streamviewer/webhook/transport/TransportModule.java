package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.helix.Helix;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * The wiring of the transport package for the configured transport. Conduits are known in either
 * case, since the transport may have changed.
 *
 * @param transport the transport of new subscriptions
 */
public record TransportModule(
    SubscriptionTransport transport, ConduitRegistry conduits, UnusedConduitCleanup cleanup) {
  /**
   * @param requestRound requests a round, in which the transport is prepared
   */
  public static TransportModule of(
      Vertx vertx, WebhookConfig config, Helix helix, Runnable requestRound, Clock clock) {
    var callbacks = CallbackUrls.of(config);
    var helixConduits = new HelixConduits(helix);
    var conduits = new ConduitRegistry(helixConduits, callbacks, clock);
    var transport =
        config.usesConduit()
            ? new ConduitTransport(
                callbacks,
                conduits,
                new ConduitMaintainer(
                    vertx, helixConduits, conduits, callbacks, config.shards(), clock),
                requestRound)
            : new WebhookTransport(callbacks, conduits, clock);
    return new TransportModule(
        transport, conduits, new UnusedConduitCleanup(helixConduits, conduits, transport, clock));
  }
}

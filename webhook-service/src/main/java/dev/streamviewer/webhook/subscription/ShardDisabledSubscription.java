package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.SubscriptionOwnership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to {@code conduit.shard.disabled} for the conduit of this deployment, over the conduit
 * itself. Another shard of the conduit delivers the notification, and a new secret needs no other
 * subscription.
 */
public final class ShardDisabledSubscription {
  private static final Logger log = LoggerFactory.getLogger(ShardDisabledSubscription.class);

  /** The subscription type. */
  public static final String TYPE = "conduit.shard.disabled";

  private static final String VERSION = "1";

  private final HelixSubscriptions helixSubscriptions;
  private final HelixClient helix;
  private final SubscriptionTransport transport;
  private final ConduitRegistry conduits;
  private final RetryGate backoff;

  ShardDisabledSubscription(
      HelixSubscriptions helixSubscriptions,
      HelixClient helix,
      SubscriptionTransport transport,
      ConduitRegistry conduits,
      Clock clock) {
    this.helixSubscriptions = helixSubscriptions;
    this.helix = helix;
    this.transport = transport;
    this.conduits = conduits;
    this.backoff = new RetryGate(clock);
  }

  /**
   * Subscribes if there is no subscription yet. Never fails: without the subscription a disabled
   * shard is noticed half a minute later.
   *
   * @param found all subscriptions of this deployment
   */
  Future<Void> subscribe(List<EventSubSubscription> found) {
    var conduitId = conduits.chosen().map(ConduitRegistry.OwnConduit::id).orElse("");
    if (conduitId.isEmpty() || found.stream().anyMatch(this::isCurrent) || !backoff.allows(TYPE)) {
      return Future.succeededFuture();
    }
    backoff.failed(TYPE);
    return helix
        .clientId()
        .compose(
            clientId ->
                helixSubscriptions.create(
                    TYPE,
                    VERSION,
                    new JsonObject().put("client_id", clientId).put("conduit_id", conduitId)))
        .onSuccess(
            creation -> {
              if (creation.reason().isEmpty()) {
                backoff.forget(TYPE);
              }
            })
        .onFailure(
            failure ->
                log.warn(
                    "Could not subscribe to {}, trying again later: {}",
                    TYPE,
                    failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private boolean isCurrent(EventSubSubscription subscription) {
    return TYPE.equals(subscription.type())
        && subscription.isAlive()
        && transport.ownershipOf(subscription.transport()) == SubscriptionOwnership.CURRENT;
  }
}

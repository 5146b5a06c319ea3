package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to the word of Twitch that a shard of our conduit was disabled, over the conduit
 * itself: another of its shards brings it, and the secret changes without another subscription.
 */
public final class ShardDisabledSubscription {
  private static final Logger log = LoggerFactory.getLogger(ShardDisabledSubscription.class);

  /** The type of the subscription. */
  public static final String TYPE = "conduit.shard.disabled";

  private static final String VERSION = "1";

  private final HelixSubscriptions twitch;
  private final HelixClient helix;
  private final SubscriptionTransport transport;
  private final ConduitRegistry conduits;
  private final RetryGate backoff;

  ShardDisabledSubscription(
      HelixSubscriptions twitch,
      HelixClient helix,
      SubscriptionTransport transport,
      ConduitRegistry conduits,
      Clock clock) {
    this.twitch = twitch;
    this.helix = helix;
    this.transport = transport;
    this.conduits = conduits;
    this.backoff = new RetryGate(clock);
  }

  /**
   * Subscribes unless that was done. Never fails: without it a shard is missed half a minute later.
   *
   * @param found all subscriptions that are ours
   */
  Future<Void> subscribe(List<JsonObject> found) {
    var conduitId = conduits.chosen().map(ConduitRegistry.Ours::id).orElse("");
    if (conduitId.isEmpty() || found.stream().anyMatch(this::isIt) || !backoff.allows(TYPE)) {
      return Future.succeededFuture();
    }
    backoff.failed(TYPE);
    return helix
        .clientId()
        .compose(
            clientId ->
                twitch.create(
                    TYPE,
                    VERSION,
                    new JsonObject().put("client_id", clientId).put("conduit_id", conduitId)))
        .onSuccess(
            creation -> {
              if (creation.reason().isEmpty()) {
                backoff.forget(TYPE);
              }
            })
        .onFailure(failure -> log.warn("{} has to wait: {}", TYPE, failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private boolean isIt(JsonObject subscription) {
    return TYPE.equals(subscription.getValue("type"))
        && SubscriptionStatus.isAlive(subscription)
        && transport.of(subscription) == Ownership.CURRENT;
  }
}

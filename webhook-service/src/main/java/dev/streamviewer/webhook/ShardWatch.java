package dev.streamviewer.webhook;

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
final class ShardWatch {
  private static final Logger log = LoggerFactory.getLogger(ShardWatch.class);

  /** The type of the subscription. */
  static final String TYPE = "conduit.shard.disabled";

  private static final String VERSION = "1";

  private final TwitchSubscriptions twitch;
  private final HelixClient helix;
  private final Transport transport;
  private final Conduits conduits;
  private final Backoff backoff;

  ShardWatch(
      TwitchSubscriptions twitch,
      HelixClient helix,
      Transport transport,
      Conduits conduits,
      Clock clock) {
    this.twitch = twitch;
    this.helix = helix;
    this.transport = transport;
    this.conduits = conduits;
    this.backoff = new Backoff(clock);
  }

  /**
   * Subscribes unless that was done. Never fails: without it a shard is missed half a minute later.
   *
   * @param found all subscriptions that are ours
   */
  Future<Void> subscribe(List<JsonObject> found) {
    var conduitId = conduits.chosen().map(Conduits.Ours::id).orElse("");
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
        && transport.of(subscription) == Standing.CURRENT;
  }
}

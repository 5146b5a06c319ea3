package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.DeliveryHeaders;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers the challenges of subscriptions and conduit shards. The caller has already verified the
 * signature.
 */
public final class ChallengeResponder {
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<SubscriptionConfirmed> confirmations;
  private final Function<String, Future<Boolean>> conduitIsOurs;

  /**
   * @param confirmations receives each subscription that Twitch has verified
   * @param conduitIsOurs looks up a conduit by its id; another process may have given the shard our
   *     callback
   */
  public ChallengeResponder(
      Consumer<SubscriptionConfirmed> confirmations,
      Function<String, Future<Boolean>> conduitIsOurs) {
    this.confirmations = confirmations;
    this.conduitIsOurs = conduitIsOurs;
  }

  /** Returns the challenge that Twitch expects back. */
  Future<String> answer(Buffer bytes) throws RejectedDelivery {
    var root = EventSubBody.parseObject(bytes);
    if (!(root.getValue("challenge") instanceof String challenge) || challenge.isEmpty()) {
      throw EventSubBody.malformed("has no challenge");
    }
    if (root.getValue("conduit_shard") instanceof JsonObject shard) {
      return answer(challenge, shard);
    }
    EventSubBody.parse(bytes).confirmed().ifPresent(confirmations);
    return Future.succeededFuture(challenge);
  }

  private Future<String> answer(String challenge, JsonObject shard) throws RejectedDelivery {
    if (!(shard.getValue("conduit_id") instanceof String conduitId)) {
      throw EventSubBody.malformed("has a conduit_shard without a conduit_id");
    }
    return Timeouts.ofCall(
            LOOKUP_TIMEOUT, "The lookup of a conduit", conduitIsOurs.apply(conduitId))
        .otherwise(false)
        .compose(
            ours ->
                ours
                    ? Future.succeededFuture(challenge)
                    : Future.failedFuture(
                        new RejectedDelivery(
                            CallbackOutcome.NOT_OURS,
                            404,
                            "The conduit \"%s\" does not belong to this deployment."
                                .formatted(DeliveryHeaders.shown(conduitId)))));
  }
}

package dev.streamviewer.webhook.ingest;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
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
 * Answers when Twitch asks whether a subscription, or a shard of a conduit, is to post here. That
 * the question is signed with our secret has been checked.
 */
public final class ChallengeResponder {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Consumer<SubscriptionConfirmed> confirmations;
  private final Function<String, Future<Boolean>> conduitIsOurs;

  /**
   * @param confirmations is told when Twitch has checked a subscription
   * @param conduitIsOurs by the conduit's id; the process that gave the shard our callback may be
   *     another one
   */
  public ChallengeResponder(
      Consumer<SubscriptionConfirmed> confirmations,
      Function<String, Future<Boolean>> conduitIsOurs) {
    this.confirmations = confirmations;
    this.conduitIsOurs = conduitIsOurs;
  }

  /** What Twitch wants to hear. */
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
    return conduitIsOurs
        .apply(conduitId)
        .timeout(PATIENCE.toMillis(), MILLISECONDS)
        .otherwise(false)
        .compose(
            ours ->
                ours
                    ? Future.succeededFuture(challenge)
                    : Future.failedFuture(
                        new RejectedDelivery(
                            CallbackOutcome.NOT_OURS,
                            404,
                            "The conduit \"%s\" is not one of this deployment."
                                .formatted(DeliveryHeaders.shown(conduitId)))));
  }
}

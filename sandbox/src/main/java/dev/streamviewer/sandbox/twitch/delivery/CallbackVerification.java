package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.Conduit;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitShard;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Challenges a callback to confirm a subscription or the role as a conduit's shard. */
public final class CallbackVerification {
  private final EventSubSender sender;
  private final EventSubSubscriptions subscriptions;
  private final ConduitRegister conduits;
  private final Clock clock;
  private ChallengeTiming timing = ChallengeTiming.ALONGSIDE;

  public CallbackVerification(
      EventSubSender sender,
      EventSubSubscriptions subscriptions,
      ConduitRegister conduits,
      Clock clock) {
    this.sender = sender;
    this.subscriptions = subscriptions;
    this.conduits = conduits;
    this.clock = clock;
  }

  /** Sets the time of later challenges. */
  public void timing(ChallengeTiming timing) {
    this.timing = timing;
  }

  /** Begins to challenge a new subscription. Completes when Helix may answer. */
  public Future<Void> begin(EventSubSubscription subscription, Webhook callback) {
    if (timing == ChallengeTiming.NEVER) {
      return Future.succeededFuture();
    }
    var context = new JsonObject().put("subscription", subscription.toJson());
    var challenged =
        challenge(Optional.of(subscription), context, callback, "webhook")
            .onSuccess(status -> storeResult(subscription.id(), status));
    return timing == ChallengeTiming.FIRST ? challenged.mapEmpty() : Future.succeededFuture();
  }

  /** Begins to challenge a shard. */
  public void begin(Conduit conduit, ConduitShard shard, Webhook callback) {
    if (timing == ChallengeTiming.NEVER) {
      return;
    }
    var context =
        new JsonObject()
            .put(
                "conduit_shard",
                new JsonObject().put("conduit_id", conduit.id()).put("shard", shard.id()));
    challenge(Optional.empty(), context, callback, "shard " + shard.id())
        .onSuccess(status -> conduits.changeStatus(conduit.id(), shard, status));
  }

  private Future<String> challenge(
      Optional<EventSubSubscription> subscription,
      JsonObject context,
      Webhook callback,
      String via) {
    var challenge = UUID.randomUUID().toString();
    var body = new JsonObject().put("challenge", challenge).mergeIn(context);
    var message =
        EventSubNotification.of(
            EventSubNotification.CHALLENGE, subscription, body, clock.instant());
    return sender
        .challenge(SignedRequest.signed(message, callback, via), challenge)
        .map(
            delivery ->
                delivery.isDelivered()
                    ? EventSubSubscription.ENABLED
                    : EventSubSubscription.VERIFICATION_FAILED);
  }

  /** Stores the result, unless the subscription was revoked or deleted during the challenge. */
  private void storeResult(String id, String status) {
    subscriptions
        .find(id)
        .filter(subscription -> subscription.status().equals(EventSubSubscription.PENDING))
        .ifPresent(pending -> subscriptions.changeStatus(id, status));
  }
}

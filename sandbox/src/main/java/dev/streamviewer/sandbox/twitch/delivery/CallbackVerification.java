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

/** Asks a callback to prove that it wants a subscription, or to be the shard of a conduit. */
public final class CallbackVerification {
  private final EventSubSender sender;
  private final EventSubSubscriptions subscriptions;
  private final ConduitRegister conduits;
  private final Clock clock;

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

  public void begin(EventSubSubscription subscription, Webhook callback) {
    var about = new JsonObject().put("subscription", subscription.toJson());
    challenge(Optional.of(subscription), about, callback, "webhook")
        .onSuccess(status -> conclude(subscription.id(), status));
  }

  public void begin(Conduit conduit, ConduitShard shard, Webhook callback) {
    var about =
        new JsonObject()
            .put(
                "conduit_shard",
                new JsonObject().put("conduit_id", conduit.id()).put("shard", shard.id()));
    challenge(Optional.empty(), about, callback, "shard " + shard.id())
        .onSuccess(status -> conduits.changeStatus(conduit.id(), shard, status));
  }

  private Future<String> challenge(
      Optional<EventSubSubscription> subscription, JsonObject about, Webhook callback, String via) {
    var challenge = UUID.randomUUID().toString();
    var body = new JsonObject().put("challenge", challenge).mergeIn(about);
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

  /** A subscription that was revoked or deleted while the challenge was under way stays so. */
  private void conclude(String id, String status) {
    subscriptions
        .find(id)
        .filter(subscription -> subscription.status().equals(EventSubSubscription.PENDING))
        .ifPresent(pending -> subscriptions.changeStatus(id, status));
  }
}

package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.Transport.Webhook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Asks a callback to prove that it wants a subscription, or to be the shard of a conduit. */
final class Handshake {
  private final EventSubSender sender;
  private final Subscriptions subscriptions;
  private final Conduits conduits;
  private final Clock clock;

  Handshake(EventSubSender sender, Subscriptions subscriptions, Conduits conduits, Clock clock) {
    this.sender = sender;
    this.subscriptions = subscriptions;
    this.conduits = conduits;
    this.clock = clock;
  }

  void begin(Subscription subscription, Webhook callback) {
    var about = new JsonObject().put("subscription", subscription.toJson());
    challenge(Optional.of(subscription), about, callback, "webhook")
        .onSuccess(status -> conclude(subscription.id(), status));
  }

  void begin(Conduit conduit, Shard shard, Webhook callback) {
    var about =
        new JsonObject()
            .put(
                "conduit_shard",
                new JsonObject().put("conduit_id", conduit.id()).put("shard", shard.id()));
    challenge(Optional.empty(), about, callback, "shard " + shard.id())
        .onSuccess(status -> conduits.changeStatus(conduit.id(), shard, status));
  }

  private Future<String> challenge(
      Optional<Subscription> subscription, JsonObject about, Webhook callback, String via) {
    var challenge = UUID.randomUUID().toString();
    var body = new JsonObject().put("challenge", challenge).mergeIn(about);
    var message = Message.of(Message.CHALLENGE, subscription, body, clock.instant());
    return sender
        .challenge(Post.signed(message, callback, via), challenge)
        .map(
            delivery ->
                delivery.isDelivered() ? Subscription.ENABLED : Subscription.VERIFICATION_FAILED);
  }

  /** A subscription that was revoked or deleted while the challenge was under way stays so. */
  private void conclude(String id, String status) {
    subscriptions
        .find(id)
        .filter(subscription -> subscription.status().equals(Subscription.PENDING))
        .ifPresent(pending -> subscriptions.changeStatus(id, status));
  }
}

package dev.streamviewer.sandbox.twitch;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.UUID;

/** Asks a callback to prove that it wants a subscription. */
final class Handshake {
  private final EventSubSender sender;
  private final Subscriptions subscriptions;
  private final Clock clock;

  Handshake(EventSubSender sender, Subscriptions subscriptions, Clock clock) {
    this.sender = sender;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  void begin(Subscription subscription) {
    var challenge = UUID.randomUUID().toString();
    var body =
        new JsonObject().put("challenge", challenge).put("subscription", subscription.toJson());
    var message = Message.of(Message.CHALLENGE, subscription, body, clock.instant());
    sender
        .challenge(message, challenge)
        .onSuccess(delivery -> conclude(subscription.id(), delivery.isDelivered()));
  }

  /** A subscription that was revoked or deleted while the challenge was under way stays so. */
  private void conclude(String id, boolean proven) {
    subscriptions
        .find(id)
        .filter(subscription -> subscription.status().equals(Subscription.PENDING))
        .ifPresent(
            pending ->
                subscriptions.changeStatus(
                    id, proven ? Subscription.ENABLED : Subscription.VERIFICATION_FAILED));
  }
}

package dev.streamviewer.sandbox.twitch;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends subscriptions from Twitch's side, and tells the callback why. */
public final class Revocations {
  private final EventSubSender sender;
  private final Subscriptions subscriptions;
  private final Clock clock;
  private final int failureLimit;
  private final Map<String, Integer> failuresInARow = new HashMap<>();

  Revocations(EventSubSender sender, Subscriptions subscriptions, Clock clock, int failureLimit) {
    this.sender = sender;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.failureLimit = failureLimit;
  }

  /** Ends a subscription; one that is gone meanwhile gets no message. */
  public Optional<Sent> revoke(Subscription subscription, String reason) {
    failuresInARow.remove(subscription.id());
    return subscriptions.changeStatus(subscription.id(), reason).map(this::tell);
  }

  /** The user disconnected the application: what rested on their consent ends. */
  List<Sent> consentWithdrawn(String userId) {
    return revokeAll(userId, "authorization_revoked", true);
  }

  /** The account is gone: everything about it ends. */
  List<Sent> userRemoved(String userId) {
    return revokeAll(userId, "user_removed", false);
  }

  /** Counts a delivery; too many failed messages in a row end the subscription. */
  void count(Subscription subscription, Delivery delivery) {
    if (delivery.isDelivered() || subscriptions.find(subscription.id()).isEmpty()) {
      failuresInARow.remove(subscription.id());
    } else if (delivery.outcome() == Delivery.Outcome.FAILED
        && failuresInARow.merge(subscription.id(), 1, Integer::sum) >= failureLimit) {
      revoke(subscription, Subscription.FAILURES_EXCEEDED);
    }
  }

  private List<Sent> revokeAll(String userId, String reason, boolean onlyConsented) {
    return subscriptions.all().stream()
        .filter(Subscription::isLive)
        .filter(subscription -> subscription.concerns(userId))
        .filter(subscription -> !onlyConsented || needsConsent(subscription))
        .flatMap(subscription -> revoke(subscription, reason).stream())
        .toList();
  }

  private static boolean needsConsent(Subscription subscription) {
    return EventTypes.find(subscription.type()).filter(EventType::needsConsent).isPresent();
  }

  private Sent tell(Subscription ended) {
    var body = new JsonObject().put("subscription", ended.toJson());
    var message = Message.of(Message.REVOCATION, ended, body, clock.instant());
    return new Sent(message.id(), ended.id(), List.of(sender.deliverOnce(message)));
  }
}

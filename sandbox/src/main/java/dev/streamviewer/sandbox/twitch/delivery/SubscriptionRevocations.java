package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.ConduitLink;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends subscriptions from Twitch's side, and tells the client why. */
public final class SubscriptionRevocations {
  private final TransportDispatch dispatch;
  private final EventSubSubscriptions subscriptions;
  private final Clock clock;
  private final FailureCount failures;

  public SubscriptionRevocations(
      TransportDispatch dispatch,
      EventSubSubscriptions subscriptions,
      Clock clock,
      FailureCount failures) {
    this.dispatch = dispatch;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.failures = failures;
  }

  /** Ends a subscription; one that is gone meanwhile gets no message. */
  public Optional<SentMessage> revoke(EventSubSubscription subscription, String reason) {
    failures.forget(subscription.id());
    return subscriptions.changeStatus(subscription.id(), reason).map(this::tell);
  }

  /** The user disconnected the application: what rested on their consent ends. */
  public List<SentMessage> consentWithdrawn(String userId) {
    return revokeAll(subscription -> subscription.restsOn(userId), "authorization_revoked");
  }

  /** The account is gone: everything about it ends. */
  public List<SentMessage> userRemoved(String userId) {
    return revokeAll(subscription -> subscription.concerns(userId), "user_removed");
  }

  /** The conduit is gone; there is no way left to tell the client. */
  public void conduitDeleted(String conduitId) {
    var gone = new ConduitLink(conduitId);
    subscriptions.all().stream()
        .filter(subscription -> subscription.isLive() && subscription.transport().equals(gone))
        .forEach(s -> subscriptions.changeStatus(s.id(), EventSubSubscription.CONDUIT_DELETED));
  }

  /** Counts a delivery to a callback; too many failed messages in a row end the subscription. */
  void count(EventSubSubscription subscription, DeliveryRecord delivery) {
    if (subscriptions.find(subscription.id()).isEmpty()) {
      failures.forget(subscription.id());
    } else if (subscription.transport() instanceof Webhook
        && failures.isExceeded(subscription.id(), delivery)) {
      revoke(subscription, EventSubSubscription.FAILURES_EXCEEDED);
    }
  }

  private List<SentMessage> revokeAll(Predicate<EventSubSubscription> affected, String reason) {
    return subscriptions.all().stream()
        .filter(EventSubSubscription::isLive)
        .filter(affected)
        .flatMap(subscription -> revoke(subscription, reason).stream())
        .toList();
  }

  private SentMessage tell(EventSubSubscription ended) {
    var body = new JsonObject().put("subscription", ended.toJson());
    var message =
        EventSubNotification.of(EventSubNotification.REVOCATION, ended, body, clock.instant());
    return new SentMessage(
        message.id(), ended.id(), List.of(dispatch.send(message, ended, DeliveryAttempt.ONCE)));
  }
}

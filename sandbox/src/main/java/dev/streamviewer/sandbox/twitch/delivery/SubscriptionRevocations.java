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

/** Revokes subscriptions and sends the client the reason. */
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

  /** Revokes a subscription. A subscription deleted in the meantime gets no message. */
  public Optional<SentMessage> revoke(EventSubSubscription subscription, String reason) {
    failures.forget(subscription.id());
    return subscriptions.changeStatus(subscription.id(), reason).map(this::sendRevocation);
  }

  /** Revokes the subscriptions that depend on the withdrawn consent of a user. */
  public List<SentMessage> consentWithdrawn(String userId) {
    return revokeAll(
        subscription -> subscription.dependsOnConsentOf(userId), "authorization_revoked");
  }

  /** Revokes the subscriptions about a deleted account. */
  public List<SentMessage> userRemoved(String userId) {
    return revokeAll(subscription -> subscription.concerns(userId), "user_removed");
  }

  /** Revokes the subscriptions to a channel that a former moderator authorized by the role. */
  public List<SentMessage> moderatorRemoved(String broadcasterId, String userId) {
    return broadcasterId.equals(userId)
        ? List.of()
        : revokeAll(
            subscription -> subscription.isModeratedBy(broadcasterId, userId), "moderator_removed");
  }

  /** Ends the subscriptions of a deleted conduit. No transport is left to inform the client. */
  public void conduitDeleted(String conduitId) {
    var deleted = new ConduitLink(conduitId);
    subscriptions.all().stream()
        .filter(subscription -> subscription.isLive() && subscription.transport().equals(deleted))
        .forEach(s -> subscriptions.changeStatus(s.id(), EventSubSubscription.CONDUIT_DELETED));
  }

  /** Counts a delivery to a callback. Too many consecutive failed messages end the subscription. */
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

  private SentMessage sendRevocation(EventSubSubscription revoked) {
    var body = new JsonObject().put("subscription", revoked.toJson());
    var message =
        EventSubNotification.of(EventSubNotification.REVOCATION, revoked, body, clock.instant());
    return new SentMessage(
        message.id(), revoked.id(), List.of(dispatch.send(message, revoked, DeliveryAttempt.ONCE)));
  }
}

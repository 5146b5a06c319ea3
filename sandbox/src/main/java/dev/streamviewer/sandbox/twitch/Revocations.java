package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.Transport.ConduitLink;
import dev.streamviewer.sandbox.twitch.Transport.Webhook;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends subscriptions from Twitch's side, and tells the client why. */
public final class Revocations {
  private final Dispatch dispatch;
  private final Subscriptions subscriptions;
  private final Clock clock;
  private final FailureCount failures;

  Revocations(Dispatch dispatch, Subscriptions subscriptions, Clock clock, FailureCount failures) {
    this.dispatch = dispatch;
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.failures = failures;
  }

  /** Ends a subscription; one that is gone meanwhile gets no message. */
  public Optional<Sent> revoke(Subscription subscription, String reason) {
    failures.forget(subscription.id());
    return subscriptions.changeStatus(subscription.id(), reason).map(this::tell);
  }

  /** The user disconnected the application: what rested on their consent ends. */
  List<Sent> consentWithdrawn(String userId) {
    return revokeAll(subscription -> subscription.restsOn(userId), "authorization_revoked");
  }

  /** The account is gone: everything about it ends. */
  List<Sent> userRemoved(String userId) {
    return revokeAll(subscription -> subscription.concerns(userId), "user_removed");
  }

  /** The conduit is gone; there is no way left to tell the client. */
  void conduitDeleted(String conduitId) {
    var gone = new ConduitLink(conduitId);
    subscriptions.all().stream()
        .filter(subscription -> subscription.isLive() && subscription.transport().equals(gone))
        .forEach(s -> subscriptions.changeStatus(s.id(), Subscription.CONDUIT_DELETED));
  }

  /** Counts a delivery to a callback; too many failed messages in a row end the subscription. */
  void count(Subscription subscription, Delivery delivery) {
    if (subscriptions.find(subscription.id()).isEmpty()) {
      failures.forget(subscription.id());
    } else if (subscription.transport() instanceof Webhook
        && failures.isExceeded(subscription.id(), delivery)) {
      revoke(subscription, Subscription.FAILURES_EXCEEDED);
    }
  }

  private List<Sent> revokeAll(Predicate<Subscription> affected, String reason) {
    return subscriptions.all().stream()
        .filter(Subscription::isLive)
        .filter(affected)
        .flatMap(subscription -> revoke(subscription, reason).stream())
        .toList();
  }

  private Sent tell(Subscription ended) {
    var body = new JsonObject().put("subscription", ended.toJson());
    var message = Message.of(Message.REVOCATION, ended, body, clock.instant());
    return new Sent(message.id(), ended.id(), List.of(dispatch.send(message, ended, Attempt.ONCE)));
  }
}

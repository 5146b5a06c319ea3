package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces subscriptions of an earlier release to types that this release no longer uses. The
 * replacement is created first, as the existing subscription proves the consent; the obsolete one
 * is deleted at once, because both bring the same events under different types.
 */
public final class ObsoleteSubscriptions {
  private static final Logger log = LoggerFactory.getLogger(ObsoleteSubscriptions.class);

  private final HelixSubscriptions helixSubscriptions;
  private final RetryGate backoff;

  public ObsoleteSubscriptions(HelixSubscriptions helixSubscriptions, Clock clock) {
    this.helixSubscriptions = helixSubscriptions;
    this.backoff = new RetryGate(clock);
  }

  /**
   * The steps of a round.
   *
   * @param found all subscriptions of this deployment
   * @param watched the ids of watched streamers; the subscriptions of others end anyway
   */
  List<Supplier<Future<Void>>> plan(List<EventSubSubscription> found, Set<String> watched) {
    return found.stream()
        .filter(it -> it.isAlive() && watched.contains(it.streamerId()))
        .flatMap(it -> step(it, found).stream())
        .toList();
  }

  private Optional<Supplier<Future<Void>>> step(
      EventSubSubscription obsolete, List<EventSubSubscription> found) {
    return SubscriptionType.successorOf(obsolete)
        .map(type -> new WantedSubscription(type, obsolete.streamerId()))
        .map(
            successor ->
                found.stream().anyMatch(it -> it.isAlive() && successor.matches(it))
                    ? () -> delete(obsolete)
                    : () -> replace(obsolete, successor));
  }

  private Future<Void> replace(EventSubSubscription obsolete, WantedSubscription successor) {
    return backoff.allows(successor.key())
        ? helixSubscriptions
            .create(successor)
            .compose(creation -> settle(obsolete, successor, creation))
        : Future.succeededFuture();
  }

  private Future<Void> settle(
      EventSubSubscription obsolete, WantedSubscription successor, Creation creation) {
    return switch (creation.state()) {
      case ACTIVE, PENDING, EXISTS -> delete(obsolete);
      case CROWDED, FULL, REFUSED -> {
        backoff.failed(successor.key());
        log.warn(
            "Could not replace {} by {}, trying again later: {}",
            obsolete,
            successor,
            creation.reason());
        yield Future.succeededFuture();
      }
    };
  }

  private Future<Void> delete(EventSubSubscription obsolete) {
    log.info("Deleting the obsolete {}", obsolete);
    return helixSubscriptions.delete(obsolete.id());
  }
}

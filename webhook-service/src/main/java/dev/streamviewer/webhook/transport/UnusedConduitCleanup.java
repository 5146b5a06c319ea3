package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.EventSubTransport;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes unused conduits of this deployment: a client id has only five. */
public final class UnusedConduitCleanup {
  private static final Logger log = LoggerFactory.getLogger(UnusedConduitCleanup.class);

  /** During a rolling update, a new process may have created the conduit just now. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final HelixConduits helixConduits;
  private final ConduitRegistry conduits;
  private final SubscriptionTransport transport;
  private final Clock clock;
  private final Map<String, Instant> unusedSince = new HashMap<>();

  public UnusedConduitCleanup(
      HelixConduits helixConduits,
      ConduitRegistry conduits,
      SubscriptionTransport transport,
      Clock clock) {
    this.helixConduits = helixConduits;
    this.conduits = conduits;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * Deletes the conduits that have been unused for the grace period.
   *
   * @param found all subscriptions of this deployment
   */
  public Future<Void> deleteUnused(List<EventSubSubscription> found) {
    var unused =
        conduits.all().stream()
            .map(ConduitRegistry.OwnConduit::id)
            .filter(id -> isOutdated(id) && !isUsed(id, found))
            .toList();
    unusedSince.keySet().retainAll(unused);
    return Future.all(unused.stream().filter(this::isPastGrace).map(this::delete).toList())
        .mapEmpty();
  }

  private boolean isOutdated(String conduitId) {
    return transport.ownershipOf(EventSubTransport.ofConduit(conduitId))
        == SubscriptionOwnership.OUTDATED;
  }

  private static boolean isUsed(String conduitId, List<EventSubSubscription> found) {
    return found.stream()
        .filter(EventSubSubscription::isAlive)
        .anyMatch(it -> it.transport().conduitId().equals(conduitId));
  }

  private boolean isPastGrace(String conduitId) {
    var since = unusedSince.computeIfAbsent(conduitId, first -> clock.instant());
    return since.plus(GRACE).isBefore(clock.instant());
  }

  private Future<Void> delete(String conduitId) {
    log.info("Deleting the unused conduit {}", conduitId);
    return helixConduits.delete(conduitId).onSuccess(gone -> conduits.remove(conduitId));
  }
}

package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the subscriptions of unwatched streamers. Near Twitch's limit, streamers that no viewer
 * has watched lately follow, then streamers without listeners, the longest vacated first. Skips
 * streamers that are watched again in the meantime.
 */
public final class SubscriptionEviction {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionEviction.class);

  private static final int MAX_AT_ONCE = 20;

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionBudget budget;
  private final WatchedStreamers watchedStreamers;
  private final StreamerLocks locks;
  private final SubscriptionReportCache reportCache;

  /**
   * @param reportCache drops the reports of deleted subscriptions
   */
  public SubscriptionEviction(
      HelixSubscriptions helixSubscriptions,
      SubscriptionBudget budget,
      WatchedStreamers watchedStreamers,
      StreamerLocks locks,
      SubscriptionReportCache reportCache) {
    this.helixSubscriptions = helixSubscriptions;
    this.budget = budget;
    this.watchedStreamers = watchedStreamers;
    this.locks = locks;
    this.reportCache = reportCache;
  }

  /**
   * Deletes enough subscriptions to fit more into the cost limit; false if too few can be deleted.
   *
   * @param subscriptions the number of new subscriptions; none needs no room
   */
  Future<Boolean> makeRoom(int subscriptions) {
    var missingCost = subscriptions == 0 ? 0 : budget.lacks(subscriptions);
    return missingCost == 0 ? Future.succeededFuture(true) : free(missingCost);
  }

  private Future<Boolean> free(int missingCost) {
    var lacking = new AtomicInteger(missingCost);
    var candidates = watchedStreamers.evictable().stream().limit(MAX_AT_ONCE).iterator();
    return Sequentially.whileTrue(
            candidates,
            streamerId ->
                locks
                    .withLock(streamerId, () -> evict(streamerId))
                    .map(freed -> lacking.addAndGet(-freed) > 0))
        .map(stillLacking -> !stillLacking);
  }

  /** Deletes the subscriptions of a streamer, unless the streamer is watched again. */
  Future<Void> end(String streamerId, List<EventSubSubscription> subscriptions) {
    return locks.withLock(
        streamerId,
        () -> {
          if (!watchedStreamers.isUnwatched(streamerId)) {
            return Future.succeededFuture();
          }
          log.info(
              "Deleting {} subscriptions of the unwatched streamer {}",
              subscriptions.size(),
              streamerId);
          return delete(streamerId, subscriptions);
        });
  }

  private Future<Integer> evict(String streamerId) {
    return helixSubscriptions
        .about(streamerId)
        .compose(
            found -> {
              if (!watchedStreamers.isEvictable(streamerId)) {
                return Future.succeededFuture(0);
              }
              log.info(
                  "Twitch's cost limit is near: deleting {} subscriptions of streamer {}",
                  found.size(),
                  streamerId);
              return delete(streamerId, found).map(cost(found));
            });
  }

  private static int cost(List<EventSubSubscription> subscriptions) {
    return WantedSubscription.cost(
        subscriptions.stream().flatMap(it -> WantedSubscription.of(it).stream()).toList());
  }

  private Future<Void> delete(String streamerId, List<EventSubSubscription> subscriptions) {
    reportCache.ending(streamerId);
    var deletions = subscriptions.stream().map(it -> helixSubscriptions.delete(it.id())).toList();
    return Future.all(deletions).onSuccess(deleted -> givenUp(streamerId)).mapEmpty();
  }

  private void givenUp(String streamerId) {
    watchedStreamers.givenUp(streamerId);
    reportCache.givenUp(streamerId);
  }
}

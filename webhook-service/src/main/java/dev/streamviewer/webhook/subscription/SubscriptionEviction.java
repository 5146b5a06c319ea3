package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends subscriptions: of those whom nobody has watched for a while, and, when Twitch's limit is
 * near, of those that no viewer has watched lately, then of those without listeners, the longest
 * vacated first. Streamers that are watched again in the meantime are skipped.
 */
public final class SubscriptionEviction {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionEviction.class);

  private static final int MOST_AT_ONCE = 20;

  private final HelixSubscriptions twitch;
  private final WatchedStreamers interest;
  private final StreamerLocks locks;
  private final SubscriptionReportCache memory;

  /**
   * @param memory forgets what is ended
   */
  public SubscriptionEviction(
      HelixSubscriptions twitch,
      WatchedStreamers interest,
      StreamerLocks locks,
      SubscriptionReportCache memory) {
    this.twitch = twitch;
    this.interest = interest;
    this.locks = locks;
    this.memory = memory;
  }

  /** Makes room for so many subscriptions; false if there is nobody left to make it. */
  Future<Boolean> free(int needed) {
    if (needed <= 0) {
      return Future.succeededFuture(true);
    }
    var lacking = new AtomicInteger(needed);
    var candidates = interest.evictable().stream().limit(MOST_AT_ONCE).iterator();
    return Sequentially.whileTrue(
            candidates,
            streamerId ->
                locks
                    .alone(streamerId, () -> evict(streamerId))
                    .map(freed -> lacking.addAndGet(-freed) > 0))
        .map(stillLacking -> !stillLacking);
  }

  /** Ends the subscriptions of a streamer, unless somebody cares for them again. */
  Future<Void> end(String streamerId, List<JsonObject> subscriptions) {
    return locks.alone(
        streamerId,
        () -> {
          if (!interest.isForgotten(streamerId)) {
            return Future.succeededFuture();
          }
          log.info("Nobody watches {}: ending {} subscriptions", streamerId, subscriptions.size());
          return delete(streamerId, subscriptions);
        });
  }

  private Future<Integer> evict(String streamerId) {
    return twitch
        .about(streamerId)
        .compose(
            found -> {
              if (!interest.isEvictable(streamerId)) {
                return Future.succeededFuture(0);
              }
              log.info("Twitch's limit is near: ending {} of {}", found.size(), streamerId);
              return delete(streamerId, found).map(found.size());
            });
  }

  private Future<Void> delete(String streamerId, List<JsonObject> subscriptions) {
    memory.ending(streamerId);
    var deletions = subscriptions.stream().map(it -> twitch.delete(it.getString("id"))).toList();
    return Future.all(deletions).onSuccess(done -> memory.givenUp(streamerId)).mapEmpty();
  }
}

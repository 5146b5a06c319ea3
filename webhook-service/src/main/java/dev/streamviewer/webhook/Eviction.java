package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends subscriptions: of those whom nobody has watched for a while, and, when Twitch's limit is
 * near, of those that no viewer has watched lately, then of those without listeners, the longest
 * vacated first. Streamers that are watched again in the meantime are skipped.
 */
final class Eviction {
  private static final Logger log = LoggerFactory.getLogger(Eviction.class);

  private static final int MOST_AT_ONCE = 20;

  private final TwitchSubscriptions twitch;
  private final Interest interest;
  private final StreamerLocks locks;
  private final SubscriptionMemory memory;

  /**
   * @param memory forgets what is ended
   */
  Eviction(
      TwitchSubscriptions twitch,
      Interest interest,
      StreamerLocks locks,
      SubscriptionMemory memory) {
    this.twitch = twitch;
    this.interest = interest;
    this.locks = locks;
    this.memory = memory;
  }

  /** Makes room for so many subscriptions; false if there is nobody left to make it. */
  Future<Boolean> free(int needed) {
    var candidates = interest.evictable().stream().limit(MOST_AT_ONCE).iterator();
    return free(needed, candidates);
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

  private Future<Boolean> free(int needed, Iterator<String> candidates) {
    if (needed <= 0) {
      return Future.succeededFuture(true);
    }
    if (!candidates.hasNext()) {
      return Future.succeededFuture(false);
    }
    var streamerId = candidates.next();
    return locks
        .alone(streamerId, () -> evict(streamerId))
        .compose(freed -> free(needed - freed, candidates));
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

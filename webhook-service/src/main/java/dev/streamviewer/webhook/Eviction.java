package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends subscriptions: of those whom nobody has watched for a while, and, when Twitch's limit is
 * near, of those to whom nobody listens now, the longest vacated first.
 */
final class Eviction {
  private static final Logger log = LoggerFactory.getLogger(Eviction.class);

  private static final int MOST_AT_ONCE = 20;

  private final TwitchSubscriptions twitch;
  private final Interest interest;

  Eviction(TwitchSubscriptions twitch, Interest interest) {
    this.twitch = twitch;
    this.interest = interest;
  }

  /** Makes room for so many subscriptions; false if there is nobody left to make it. */
  Future<Boolean> free(int needed) {
    var candidates = interest.longestVacated().stream().limit(MOST_AT_ONCE).iterator();
    return free(needed, candidates);
  }

  /** Ends the subscriptions of a streamer. */
  Future<Void> end(String streamerId, List<JsonObject> subscriptions) {
    var deletions = subscriptions.stream().map(it -> twitch.delete(it.getString("id"))).toList();
    return Future.all(deletions).onSuccess(done -> interest.drop(streamerId)).mapEmpty();
  }

  private Future<Boolean> free(int needed, Iterator<String> candidates) {
    if (needed <= 0) {
      return Future.succeededFuture(true);
    }
    if (!candidates.hasNext()) {
      return Future.succeededFuture(false);
    }
    var streamerId = candidates.next();
    return twitch
        .about(streamerId)
        .compose(
            found -> {
              log.info("Twitch's limit is near: ending {} of {}", found.size(), streamerId);
              return end(streamerId, found)
                  .compose(done -> free(needed - found.size(), candidates));
            });
  }
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * What happened lately: the last {@value Timeline#EVENTS} events of each streamer. Pusher never
 * replays, so this is what a page that opens or reconnects reads.
 */
public interface EventHistory {
  /** The history of this process alone, or the one that all members of the cluster share. */
  static Future<EventHistory> open(Vertx vertx) {
    return vertx.isClustered()
        ? vertx
            .sharedData()
            .<String, Buffer>getAsyncMap(SharedMaps.RECENT)
            .map(map -> new SharedHistory(vertx, map))
        : Future.succeededFuture(new LocalHistory());
  }

  /**
   * Remembers an event as the last that came; one that is remembered already moves there.
   *
   * @return fails if it could not be written, which has been logged
   */
  Future<Void> remember(EncodedEvent event);

  /**
   * The events after the one that is known to who asks; all if it is not remembered.
   *
   * @return fails with UNAVAILABLE if they cannot be read now
   */
  Future<RecentEvents> find(FindRecentEvents question);
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Recent events: the last {@value RecentEventList#EVENTS} of each streamer. Pusher never replays
 * events, so a page that opens or reconnects reads them here.
 */
public interface EventHistory {
  /**
   * Opens the history of this process alone or, in a cluster, the history that all members share.
   */
  static Future<EventHistory> open(Vertx vertx) {
    return vertx.isClustered()
        ? vertx
            .sharedData()
            .<String, Buffer>getAsyncMap(SharedMaps.RECENT)
            .map(map -> new SharedHistory(vertx, map))
        : Future.succeededFuture(new LocalHistory());
  }

  /**
   * Stores an event as the newest, even if it is stored already.
   *
   * @return fails if the event could not be written, which has been logged
   */
  Future<Void> store(EncodedEvent event);

  /**
   * Finds the events after the last one that the caller knows, or all if that one is not stored.
   *
   * @return fails with UNAVAILABLE if the events cannot be read now
   */
  Future<RecentEvents> find(FindRecentEvents question);
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
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

  /**
   * Finds one event.
   *
   * @return fails with NOT_FOUND if the event is not stored, or not for this caller
   */
  default Future<StreamEvent> find(FindEvent question) {
    return find(new FindRecentEvents(
            question.login(), null, question.includePrivate(), question.moderator()))
        .map(
            recent ->
                recent.events().stream()
                    .filter(event -> event.id().equals(question.id()))
                    .findAny()
                    .orElseThrow(() -> new BusFailure(Reason.NOT_FOUND, FindEvent.NOT_KEPT)));
  }
}

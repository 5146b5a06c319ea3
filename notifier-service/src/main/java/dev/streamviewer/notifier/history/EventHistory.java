package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.UUID;

/**
 * Recent events: the last {@value #EVENTS} of each streamer. Pusher never replays events, so a page
 * that opens or reconnects reads them here.
 */
public interface EventHistory {
  /** The number of recent events of a streamer. */
  int EVENTS = 50;

  /**
   * Opens the history of this process alone or, in a cluster, the history that all notifiers share.
   */
  static Future<EventHistory> open(Vertx vertx, Cluster cluster, Clock clock) {
    return cluster
        .bulkMap(SharedMaps.RECENT)
        .<Future<EventHistory>>map(
            map ->
                open(
                    new SegmentedHistory(
                        map, Timers.of(vertx), clock, UUID.randomUUID().toString())))
        .orElseGet(() -> Future.succeededFuture(new LocalHistory()));
  }

  private static Future<EventHistory> open(SegmentedHistory history) {
    return history.open().map(history);
  }

  /** Stores an event whose delivery begins, as the newest. */
  void begun(EncodedEvent event);

  /** Makes an event the newest: a page that received it can then ask for all later events. */
  void accepted(EncodedEvent event);

  /** Writes the events that are not written yet. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }

  /** Returns the number of writes that wait for the cluster. */
  default int unwritten() {
    return 0;
  }

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

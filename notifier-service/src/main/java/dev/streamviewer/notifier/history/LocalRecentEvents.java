package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.List;

/**
 * The recent events of one streamer in a process without a cluster: without duplicates, in order of
 * their last delivery.
 *
 * @param dropped the number of the newest delivery whose event is no longer stored
 */
record LocalRecentEvents(List<Stored> events, long dropped) {
  /**
   * An event and the numbers of its first and last delivery. Pusher may have had it since the
   * first.
   */
  record Stored(StreamEvent event, long first, long last) {}

  LocalRecentEvents {
    events = List.copyOf(events);
  }

  /**
   * Returns the events after the last one that the caller knows, or all if that one is not stored.
   */
  RecentEvents answer(FindRecentEvents question) {
    var after = question.after();
    var since =
        events.stream()
            .filter(it -> it.event().id().equals(after))
            .mapToLong(Stored::first)
            .findFirst();
    var later =
        events.stream()
            .filter(it -> since.isEmpty() || it.last() > since.getAsLong())
            .map(Stored::event)
            .filter(event -> !event.id().equals(after))
            .filter(question::mayShow)
            .toList();
    var isWhole = since.isPresent() && since.getAsLong() >= dropped;
    return new RecentEvents(DistinctEvents.of(later), after == null || isWhole);
  }
}

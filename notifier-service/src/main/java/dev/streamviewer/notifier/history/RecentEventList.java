package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.List;

/** The last events of one streamer, without duplicates, in order of arrival. */
record RecentEventList(List<StreamEvent> events) {
  static final int EVENTS = 50;

  RecentEventList {
    events = List.copyOf(events);
  }

  /**
   * Returns the events after the last one that the caller knows, or all if that one is not stored.
   */
  RecentEvents answer(FindRecentEvents question) {
    var index = question.after() == null ? -1 : indexOf(question.after());
    var later =
        events.subList(index + 1, events.size()).stream()
            .filter(
                event ->
                    ChannelNames.isVisible(event, question.includePrivate(), question.moderator()))
            .toList();
    return new RecentEvents(later, question.after() == null || index >= 0);
  }

  private int indexOf(String id) {
    for (var i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.List;

/** The last events of one streamer, each once, in the order in which they came. */
record RecentEventList(List<StreamEvent> events) {
  static final int EVENTS = 50;

  RecentEventList {
    events = List.copyOf(events);
  }

  /** The events after the one that is known to who asks; all if it is not remembered. */
  RecentEvents answer(FindRecentEvents question) {
    var known = question.after() == null ? -1 : indexOf(question.after());
    var later =
        events.subList(known + 1, events.size()).stream()
            .filter(event -> question.includePrivate() || ChannelNames.isPublic(event))
            .toList();
    return new RecentEvents(later, question.after() == null || known >= 0);
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

package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** The last events of one streamer, each once, in the order in which they came. */
record Timeline(List<StreamEvent> events) {
  static final int EVENTS = 50;
  static final Timeline EMPTY = new Timeline(List.of());

  Timeline {
    events = List.copyOf(events);
  }

  /** With an event as the last that came; one that is known already moves there. */
  Timeline with(StreamEvent event) {
    var last = events.size() - 1;
    if (last >= 0 && events.get(last).id().equals(event.id())) {
      return this;
    }
    var longer = new ArrayList<>(events);
    longer.removeIf(known -> known.id().equals(event.id()));
    longer.add(event);
    return new Timeline(longer.subList(Math.max(0, longer.size() - EVENTS), longer.size()));
  }

  /** With what came later, in its order. */
  Timeline with(Timeline later) {
    var all = this;
    for (var event : later.events) {
      all = all.with(event);
    }
    return all;
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

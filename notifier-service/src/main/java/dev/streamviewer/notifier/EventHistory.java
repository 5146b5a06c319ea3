package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened lately, in the order of arrival: the last 50 events of each of the streamers who
 * were last heard of. Pusher never replays, so this is what a page that opens or reconnects reads.
 */
final class EventHistory {
  static final int EVENTS = 50;
  static final int STREAMERS = 2_000;

  private final Map<String, Deque<StreamEvent>> byLogin =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<StreamEvent>> eldest) {
          return size() > STREAMERS;
        }
      };

  /** Remembers an event as the last that came; one that is remembered already moves there. */
  void add(StreamEvent event) {
    var events = byLogin.computeIfAbsent(event.streamer().login(), it -> new ArrayDeque<>());
    if (!events.isEmpty() && events.getLast().id().equals(event.id())) {
      return;
    }
    events.removeIf(known -> known.id().equals(event.id()));
    events.addLast(event);
    if (events.size() > EVENTS) {
      events.removeFirst();
    }
  }

  /** The events after the one that is known to who asks; all if it is not remembered. */
  RecentEvents find(FindRecentEvents question) {
    var events = new ArrayList<>(byLogin.getOrDefault(question.login(), new ArrayDeque<>()));
    var known = question.after() == null ? -1 : indexOf(events, question.after());
    var later =
        events.subList(known + 1, events.size()).stream()
            .filter(event -> question.includePrivate() || ChannelNames.isPublic(event))
            .toList();
    return new RecentEvents(later, question.after() == null || known >= 0);
  }

  private static int indexOf(List<StreamEvent> events, String id) {
    for (var i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}

package dev.streamviewer.notifier.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that this notifier appended last, in memory: readers find here what the cluster does
 * not have yet. Bounded in number and bytes; the oldest are dropped first.
 */
final class OwnEvents {
  private static final int MAX_EVENTS = 10_000;
  private static final long MAX_BYTES = 8 * 1024 * 1024;

  private final Deque<AppendedEvent> oldestFirst = new ArrayDeque<>();
  private final Map<String, Deque<AppendedEvent>> byLogin = new HashMap<>();
  private final Map<String, Long> lastById = new HashMap<>();
  private long bytes;

  void add(AppendedEvent event) {
    oldestFirst.addLast(event);
    byLogin.computeIfAbsent(event.login(), first -> new ArrayDeque<>()).addLast(event);
    lastById.put(event.id(), event.appendedAt());
    bytes += event.bytes();
    while (oldestFirst.size() > MAX_EVENTS || bytes > MAX_BYTES) {
      dropOldest();
    }
  }

  List<AppendedEvent> of(String login) {
    return List.copyOf(byLogin.getOrDefault(login, new ArrayDeque<>()));
  }

  /** Returns whether an event was appended at a time or later. */
  boolean hasSince(String id, long earliest) {
    var last = lastById.get(id);
    return last != null && last >= earliest;
  }

  private void dropOldest() {
    var oldest = oldestFirst.removeFirst();
    bytes -= oldest.bytes();
    lastById.remove(oldest.id(), oldest.appendedAt());
    var ofLogin = byLogin.get(oldest.login());
    ofLogin.removeFirst();
    if (ofLogin.isEmpty()) {
      byLogin.remove(oldest.login());
    }
  }
}

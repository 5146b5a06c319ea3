package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drops events that came before, under the same id or under another. */
final class DistinctEvents {
  private final Set<String> ids = new HashSet<>();
  private final Map<String, List<StreamEvent>> byKey = new HashMap<>();

  private DistinctEvents() {}

  /** Returns the first copy of each event. */
  static List<StreamEvent> of(List<StreamEvent> events) {
    var distinct = new DistinctEvents();
    return events.stream().filter(distinct::add).toList();
  }

  private boolean add(StreamEvent event) {
    if (!ids.add(event.id())) {
      return false;
    }
    var sameKey = byKey.computeIfAbsent(event.key(), first -> new ArrayList<>(1));
    return sameKey.stream().noneMatch(event::isSameAs) && sameKey.add(event);
  }
}

package dev.streamviewer.notifier.history;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The slots of one streamer's segments by one writer. A segment takes the slot of the oldest
 * segment that is no longer needed, so that the last fifty events stay and the number of entries is
 * bounded.
 */
final class SegmentSlots {
  /** The number of slots that suffices if each segment has a single event. */
  static final int COUNT = EventHistory.EVENTS + 1;

  private final Deque<Slot> oldestFirst = new ArrayDeque<>();
  private int events;

  private record Slot(int number, int events) {}

  /** Returns the slot of the next segment. */
  int next(int added) {
    var number = isSpare(oldestFirst.peekFirst()) ? reuse() : oldestFirst.size();
    oldestFirst.addLast(new Slot(number, added));
    events += added;
    return number;
  }

  private boolean isSpare(Slot oldest) {
    return oldest != null && events - oldest.events() >= EventHistory.EVENTS;
  }

  private int reuse() {
    var oldest = oldestFirst.removeFirst();
    events -= oldest.events();
    return oldest.number();
  }
}

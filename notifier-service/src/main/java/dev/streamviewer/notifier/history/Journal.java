package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The history of a streamer as a segmented log. The active segment takes new events; earlier
 * segments are full and never change. The cluster's map holds the journal (the active segment, and
 * the numbers of the full segments) under the login, and each full segment as a separate entry. So
 * a write covers some {@value #SEGMENT_SIZE} other events at most, not the whole history.
 *
 * @param first the number of the oldest full segment, or {@code next}
 * @param next the number that the active segment will have
 * @param active the events of the active segment
 * @param bytes the journal as stored in the map
 */
record Journal(int first, int next, List<StoredEvent> active, Buffer bytes) {
  /**
   * The number of events that fills the active segment. A segment has more if many came at once.
   */
  static final int SEGMENT_SIZE = 10;

  static final Journal EMPTY = of(0, 0, List.of());

  /**
   * Exceeds the need of the visible events by one: a full segment still has the first copy of an
   * event that has moved to the end.
   */
  private static final int MAX_SEGMENTS = RecentEventList.EVENTS / SEGMENT_SIZE + 1;

  private static final int EVENTS_OFFSET = 2 * Integer.BYTES;

  private static Journal of(int first, int next, List<StoredEvent> active) {
    var bytes = Buffer.buffer().appendInt(first).appendInt(next);
    return new Journal(first, next, active, StoredEvent.append(bytes, active));
  }

  static Journal read(Buffer bytes) {
    return new Journal(
        bytes.getInt(0),
        bytes.getInt(Integer.BYTES),
        StoredEvent.readAll(EVENTS_OFFSET, bytes),
        bytes);
  }

  /**
   * Returns a journal with the given events as the newest. An event of the active segment moves
   * there. Returns the same journal if nothing changes.
   *
   * @param added distinct events
   */
  Journal with(Collection<EncodedEvent> added) {
    var newest = new LinkedHashMap<String, StoredEvent>();
    for (var event : added) {
      if (!newest.isEmpty() || !isLast(event)) {
        newest.put(event.id(), stored(event));
      }
    }
    if (newest.isEmpty()) {
      return this;
    }
    if (isFull()) {
      return of(Math.max(first, next + 1 - MAX_SEGMENTS), next + 1, List.copyOf(newest.values()));
    }
    var all = new ArrayList<StoredEvent>();
    active.stream().filter(event -> !newest.containsKey(event.id())).forEach(all::add);
    all.addAll(newest.values());
    return of(first, next, all);
  }

  /** Returns whether this journal has no events. */
  boolean isEmpty() {
    return active.isEmpty();
  }

  /** Returns whether the active segment is full; later events begin another. */
  private boolean isFull() {
    return active.size() >= SEGMENT_SIZE;
  }

  /** Returns whether an event is the newest. */
  private boolean isLast(EncodedEvent event) {
    return !active.isEmpty() && active.get(active.size() - 1).id().equals(event.id());
  }

  /** Returns the numbers of the full segments, the oldest first. */
  List<Integer> segments() {
    return IntStream.range(first, next).boxed().toList();
  }

  /** Returns the active segment in the form of a map entry. */
  Buffer segment() {
    return bytes.slice(EVENTS_OFFSET, bytes.length());
  }

  private StoredEvent stored(EncodedEvent event) {
    return active.stream()
        .filter(existing -> existing.id().equals(event.id()))
        .findAny()
        .orElseGet(() -> StoredEvent.of(event));
  }
}

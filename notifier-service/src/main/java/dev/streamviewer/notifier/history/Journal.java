package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One streamer's history as a log in segments: the active one, which takes new events, and those
 * before it, which are full and never change. The cluster's map has the journal (the active
 * segment, and the numbers of the others) under the login, and each of the others as an entry of
 * its own: so an event is written with some {@value #SEGMENT} others at most, and not with all that
 * are kept.
 *
 * @param first the number of the oldest full segment, or {@code next}
 * @param next the number that the active segment will have
 * @param active the events of the active segment
 * @param bytes the journal as it lies in the map
 */
record Journal(int first, int next, List<StoredEvent> active, Buffer bytes) {
  /** An active segment with so many events is full. It may have more, where many came at once. */
  static final int SEGMENT = 10;

  static final Journal EMPTY = of(0, 0, List.of());

  /**
   * One more than it takes for all events that are shown: of an event that has moved to the end, a
   * full segment still has the first copy.
   */
  private static final int SEGMENTS = RecentEventList.EVENTS / SEGMENT + 1;

  private static final int EVENTS_AT = 2 * Integer.BYTES;

  private static Journal of(int first, int next, List<StoredEvent> active) {
    var bytes = Buffer.buffer().appendInt(first).appendInt(next);
    return new Journal(first, next, active, StoredEvent.append(bytes, active));
  }

  static Journal read(Buffer bytes) {
    return new Journal(
        bytes.getInt(0), bytes.getInt(Integer.BYTES), StoredEvent.readAll(EVENTS_AT, bytes), bytes);
  }

  /**
   * With events as the last that came; one that is in the active segment already moves there. The
   * same journal if nothing is to change.
   *
   * @param news each of them once
   */
  Journal with(Collection<EncodedEvent> news) {
    var later = new LinkedHashMap<String, StoredEvent>();
    for (var event : news) {
      if (!later.isEmpty() || !isLast(event)) {
        later.put(event.id(), stored(event));
      }
    }
    if (later.isEmpty()) {
      return this;
    }
    if (isFull()) {
      return of(Math.max(first, next + 1 - SEGMENTS), next + 1, List.copyOf(later.values()));
    }
    var all = new ArrayList<StoredEvent>();
    active.stream().filter(event -> !later.containsKey(event.id())).forEach(all::add);
    all.addAll(later.values());
    return of(first, next, all);
  }

  /** Whether nothing was ever written. */
  boolean isEmpty() {
    return active.isEmpty();
  }

  /** Whether the active segment takes no more; what comes then begins another. */
  private boolean isFull() {
    return active.size() >= SEGMENT;
  }

  /** Whether an event is the last that came. */
  private boolean isLast(EncodedEvent event) {
    return !active.isEmpty() && active.get(active.size() - 1).id().equals(event.id());
  }

  /** The numbers of the full segments, the oldest first. */
  List<Integer> segments() {
    return IntStream.range(first, next).boxed().toList();
  }

  /** The active segment as an entry of its own. */
  Buffer segment() {
    return bytes.slice(EVENTS_AT, bytes.length());
  }

  private StoredEvent stored(EncodedEvent event) {
    return active.stream()
        .filter(known -> known.id().equals(event.id()))
        .findAny()
        .orElseGet(() -> StoredEvent.of(event));
  }
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.BulkMap;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the events of this notifier to the cluster, in segments of its own, every twentieth of a
 * second. Nothing waits for it. A single write is under way at a time; after a failure the same
 * segments are written again, with newer ones.
 */
final class SegmentWriter {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  /** The time within which an event is on its way to the cluster. */
  static final Duration FLUSH_INTERVAL = Duration.ofMillis(20);

  /** The limit of one write: the members that answer must not wait longer for one that does not. */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(250);

  private static final int MOST_EVENTS_IN_SEGMENT = 10;
  private static final int MOST_BYTES_IN_SEGMENT = 64 * 1024;
  private static final int MOST_STREAMERS = 20_000;

  /** The most segments that wait for the cluster, and their bytes; the oldest are dropped. */
  private static final int MOST_UNWRITTEN = 10_000;

  private static final long MOST_UNWRITTEN_BYTES = 8 * 1024 * 1024;

  private final BulkMap map;
  private final Timers timers;
  private final Timeouts timeouts;
  private final String writer;
  private final Map<String, SegmentSlots> slots = BoundedMap.inOrderOfUse(MOST_STREAMERS);
  private final List<AppendedEvent> appended = new ArrayList<>();
  private final Map<String, Buffer> unwritten = new LinkedHashMap<>();
  private long counter;
  private long unwrittenBytes;
  private boolean scheduled;
  private Future<Void> writing = Future.succeededFuture();

  /**
   * @param writer the name of this process, never used before
   */
  SegmentWriter(BulkMap map, Timers timers, String writer) {
    this.map = map;
    this.timers = timers;
    this.timeouts = new Timeouts(timers);
    this.writer = writer;
  }

  void append(AppendedEvent event) {
    appended.add(event);
    schedule(FLUSH_INTERVAL);
  }

  /** Writes the remaining events; completes after that, even if it fails. */
  Future<Void> close() {
    return writing.otherwiseEmpty().compose(done -> write()).otherwiseEmpty();
  }

  /** Returns the number of segments that could not be written yet. */
  int unwritten() {
    return unwritten.size();
  }

  private void schedule(Duration pause) {
    if (!scheduled) {
      scheduled = true;
      timers.pass(pause).onSuccess(passed -> flush());
    }
  }

  private void flush() {
    scheduled = false;
    if (!writing.isComplete()) {
      return;
    }
    writing = write();
    writing.onComplete(
        done -> {
          if (done.failed()) {
            log.warn("Cannot store {} segments: {}", unwritten.size(), done.cause().getMessage());
            schedule(PAUSE_AFTER_FAILURE);
          } else if (!appended.isEmpty()) {
            schedule(FLUSH_INTERVAL);
          }
        });
  }

  private Future<Void> write() {
    buildSegments();
    if (unwritten.isEmpty()) {
      return Future.succeededFuture();
    }
    var batch = Map.copyOf(unwritten);
    return timeouts
        .within(WRITE_TIMEOUT, "Storing recent events", map.putAll(batch))
        .onSuccess(done -> batch.forEach(this::remove));
  }

  private void remove(String key, Buffer segment) {
    if (unwritten.remove(key, segment)) {
      unwrittenBytes -= segment.length();
    }
  }

  private void buildSegments() {
    var byLogin = new LinkedHashMap<String, List<AppendedEvent>>();
    appended.forEach(
        event -> byLogin.computeIfAbsent(event.login(), it -> new ArrayList<>()).add(event));
    appended.clear();
    byLogin.forEach(this::buildSegments);
  }

  private void buildSegments(String login, List<AppendedEvent> events) {
    var segment = new ArrayList<AppendedEvent>();
    var bytes = 0;
    for (var event : events) {
      if (segment.size() == MOST_EVENTS_IN_SEGMENT
          || !segment.isEmpty() && bytes + event.bytes() > MOST_BYTES_IN_SEGMENT) {
        build(login, segment);
        segment.clear();
        bytes = 0;
      }
      segment.add(event);
      bytes += event.bytes();
    }
    build(login, segment);
  }

  private void build(String login, List<AppendedEvent> events) {
    var slot = slots.computeIfAbsent(login, first -> new SegmentSlots()).next(events.size());
    add(HistorySegment.key(login, writer, slot), HistorySegment.write(++counter, events));
  }

  private void add(String key, Buffer segment) {
    var before = unwritten.put(key, segment);
    unwrittenBytes += segment.length() - (before == null ? 0 : before.length());
    while (unwritten.size() > MOST_UNWRITTEN || unwrittenBytes > MOST_UNWRITTEN_BYTES) {
      var oldest = unwritten.entrySet().iterator().next();
      remove(oldest.getKey(), oldest.getValue());
    }
  }
}

package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.BulkMap;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the events of this notifier to the cluster, in segments of its own, every 20 milliseconds.
 * Nothing waits for it. A single batch is under way at a time. After a failure each of its segments
 * is written singly, so that an entry which the cluster does not take holds up no other; what fails
 * again is part of the next batch, for two minutes at most.
 */
final class SegmentWriter {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  /** The time within which an event is on its way to the cluster. */
  static final Duration FLUSH_INTERVAL = Duration.ofMillis(20);

  /** The limit of one write: the members that answer must not wait longer for one that does not. */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(250);

  private static final int MAX_EVENTS_IN_SEGMENT = 10;
  private static final int MAX_BYTES_IN_SEGMENT = 64 * 1024;
  private static final int MAX_STREAMERS = 20_000;

  /** The most segments of one write, and their bytes unless a single one has more. */
  private static final int MAX_SEGMENTS_IN_WRITE = 200;

  private static final int MAX_BYTES_IN_WRITE = 256 * 1024;

  /** Longer than the cluster takes to exclude a frozen member, or to merge after a split. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);

  /** The most segments that wait for the cluster, and their bytes; the oldest are dropped. */
  private static final int MAX_UNWRITTEN = 10_000;

  private static final long MAX_UNWRITTEN_BYTES = 8 * 1024 * 1024;

  private final BulkMap map;
  private final Timers timers;
  private final Timeouts timeouts;
  private final Map<String, SegmentSlots> slots = BoundedMap.inOrderOfUse(MAX_STREAMERS);
  private final List<AppendedEvent> appended = new ArrayList<>();
  private final Map<String, Buffer> unwritten = new LinkedHashMap<>();

  /** The time of the first failure of each unwritten segment that was written singly in vain. */
  private final Map<String, Long> failingSince = new HashMap<>();

  private String name;
  private long counter;
  private long unwrittenBytes;
  private boolean scheduled;
  private Future<Void> writing = Future.succeededFuture();

  /**
   * @param name the name of this process, never used before
   */
  SegmentWriter(BulkMap map, Timers timers, String name) {
    this.map = map;
    this.timers = timers;
    this.timeouts = new Timeouts(timers);
    this.name = name;
  }

  /** Returns the name under which events are written now. */
  String name() {
    return name;
  }

  /**
   * Continues under a name that was never used before, in new entries of the map.
   *
   * @see BulkMap#LIFETIME
   */
  void rename(String next) {
    if (!next.equals(name)) {
      buildSegments();
      slots.clear();
      name = next;
    }
  }

  void append(AppendedEvent event) {
    appended.add(event);
    schedule(FLUSH_INTERVAL);
  }

  /** Writes the remaining events; completes after that, even if it fails. */
  Future<Void> close() {
    writing =
        writing
            .otherwiseEmpty()
            .compose(done -> Sequentially.repeat(() -> write().map(written -> hasUnwritten())));
    return writing.otherwiseEmpty();
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
          } else if (hasUnwritten()) {
            schedule(FLUSH_INTERVAL);
          }
        });
  }

  private boolean hasUnwritten() {
    return !appended.isEmpty() || !unwritten.isEmpty();
  }

  private Future<Void> write() {
    buildSegments();
    if (unwritten.isEmpty()) {
      return Future.succeededFuture();
    }
    var batch = nextBatch();
    return write(batch).recover(failure -> writeSingly(batch));
  }

  /** Returns the oldest segments. */
  private Map<String, Buffer> nextBatch() {
    var batch = new HashMap<String, Buffer>();
    var bytes = 0;
    for (var segment : unwritten.entrySet()) {
      bytes += segment.getValue().length();
      if (batch.size() == MAX_SEGMENTS_IN_WRITE || !batch.isEmpty() && bytes > MAX_BYTES_IN_WRITE) {
        break;
      }
      batch.put(segment.getKey(), segment.getValue());
    }
    return batch;
  }

  private Future<Void> write(Map<String, Buffer> segments) {
    return timeouts
        .within(WRITE_TIMEOUT, "Storing recent events", map.putAll(segments))
        .onSuccess(done -> segments.forEach(this::remove));
  }

  private Future<Void> writeSingly(Map<String, Buffer> batch) {
    var writes = new ArrayList<Future<Void>>();
    batch.forEach(
        (key, segment) ->
            writes.add(
                write(Map.of(key, segment)).onFailure(failure -> giveUpInTime(key, segment))));
    return Future.join(writes).mapEmpty();
  }

  /** Drops a segment that has failed for long: each attempt delays the others of its batch. */
  private void giveUpInTime(String key, Buffer segment) {
    var since = failingSince.computeIfAbsent(key, first -> timers.nanoTime());
    if (timers.nanoTime() - since > GIVEN_UP_AFTER.toNanos()) {
      log.warn("The cluster does not take the segment {}, which is dropped", key);
      remove(key, segment);
    }
  }

  private void remove(String key, Buffer segment) {
    if (unwritten.remove(key, segment)) {
      unwrittenBytes -= segment.length();
      failingSince.remove(key);
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
      if (segment.size() == MAX_EVENTS_IN_SEGMENT
          || !segment.isEmpty() && bytes + event.bytes() > MAX_BYTES_IN_SEGMENT) {
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
    add(HistorySegment.key(login, name, slot), HistorySegment.write(++counter, events));
  }

  private void add(String key, Buffer segment) {
    var before = unwritten.put(key, segment);
    unwrittenBytes += segment.length() - (before == null ? 0 : before.length());
    while (unwritten.size() > MAX_UNWRITTEN || unwrittenBytes > MAX_UNWRITTEN_BYTES) {
      var oldest = unwritten.entrySet().iterator().next();
      remove(oldest.getKey(), oldest.getValue());
    }
  }
}

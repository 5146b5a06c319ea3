package dev.streamviewer.tap;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts the records of all processes in order of their time. A record waits for a moment, in which
 * earlier ones of other processes may arrive. Clocks that differ are beyond this.
 */
final class RecordOrder {
  static final Duration WAIT = Duration.ofMillis(300);

  private static final int MAX_RECORDS = 4_096;

  private final PriorityQueue<Held> byTime =
      new PriorityQueue<>(Comparator.comparingLong(Held::micros).thenComparingLong(Held::number));
  private final ArrayDeque<Held> byArrival = new ArrayDeque<>();
  private final int maxBytes;
  private final Consumer<Buffer> output;
  private int bytes;
  private long number;

  private record Held(long micros, long number, long arrivedAt, Buffer record) {}

  /**
   * @param maxBytes beyond this, the earliest record waits no longer
   * @param output gets each record
   */
  RecordOrder(int maxBytes, Consumer<Buffer> output) {
    this.maxBytes = maxBytes;
    this.output = output;
  }

  /**
   * Takes a record.
   *
   * @param micros the time of the record, since the epoch
   * @param now see {@link System#nanoTime()}
   */
  void add(long micros, Buffer record, long now) {
    var held = new Held(micros, number++, now, record);
    byTime.add(held);
    byArrival.add(held);
    bytes += record.length();
    while (byTime.size() > MAX_RECORDS || bytes > maxBytes) {
      release();
    }
  }

  /** Passes on all records that have waited, and those before them. */
  void release(long now) {
    var until = Long.MIN_VALUE;
    while (!byArrival.isEmpty() && now - byArrival.peek().arrivedAt() >= WAIT.toNanos()) {
      until = Math.max(until, byArrival.poll().micros());
    }
    while (!byTime.isEmpty() && byTime.peek().micros() <= until) {
      release();
    }
  }

  /** Passes on everything. */
  void releaseAll() {
    byArrival.clear();
    while (!byTime.isEmpty()) {
      release();
    }
  }

  private void release() {
    var first = byTime.poll();
    bytes -= first.record().length();
    output.accept(first.record());
  }
}

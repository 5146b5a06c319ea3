package dev.streamviewer.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** Virtual time with timers: due actions run at once, in order. For use on one thread. */
public class VirtualClock extends Clock {
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private Instant now;
  private long order;

  /**
   * @param order keeps actions with the same due time in order of their creation
   */
  private record Due(Instant at, long order, Runnable work) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      var earlier = at.compareTo(other.at);
      return earlier == 0 ? Long.compare(order, other.order) : earlier;
    }
  }

  /** Virtual time that begins at an instant. */
  public VirtualClock(Instant start) {
    now = start;
  }

  /** Runs all actions that are due by the end. */
  public final void runUntil(Instant end) {
    while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
      var next = due.remove();
      now = next.at();
      next.work().run();
    }
    now = end;
  }

  /** Runs all actions that are due within a duration. */
  public final void runFor(Duration duration) {
    runUntil(now.plus(duration));
  }

  /** Succeeds after a duration of virtual time. */
  public final Future<Void> pass(Duration duration) {
    var promise = Promise.<Void>promise();
    due.add(new Due(now.plus(duration), order++, promise::complete));
    return promise.future();
  }

  /** The virtual time in nanoseconds, for durations only. */
  public final long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public final Instant instant() {
    return now;
  }

  @Override
  public final ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public final Clock withZone(ZoneId zone) {
    return this;
  }
}

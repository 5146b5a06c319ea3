package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/** Virtual time: due actions run at once, in order. */
public final class VirtualTime extends Clock implements Timers {
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

  public VirtualTime(Instant now) {
    this.now = now;
  }

  private void after(Duration duration, Runnable work) {
    due.add(new Due(now.plus(duration), order++, work));
  }

  /** Runs all actions that are due until then. */
  void runUntil(Instant end) {
    while (!due.isEmpty() && !due.peek().at().isAfter(end)) {
      var next = due.remove();
      now = next.at();
      next.work().run();
    }
    now = end;
  }

  public void runFor(Duration duration) {
    runUntil(now.plus(duration));
  }

  @Override
  public Future<Void> pass(Duration duration) {
    var promise = Promise.<Void>promise();
    after(duration, promise::complete);
    return promise.future();
  }

  @Override
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}

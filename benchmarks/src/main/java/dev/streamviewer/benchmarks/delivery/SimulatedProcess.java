package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.SimulatedTime.MILLI;

import dev.streamviewer.platform.async.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A process with one event loop, a wall clock that may be wrong, and a clock for durations. While
 * it is paused nothing runs; afterwards its timers fire before it reads its messages.
 */
final class SimulatedProcess implements Timers {
  private static final Instant START = Instant.parse("2026-11-29T20:00:00Z");

  final String name;
  final Role role;
  final SimulatedTime time;

  /** The members that this process knows. */
  Set<String> view = Set.of();

  /** Whether others may send requests. */
  boolean registered;

  /** Whether this process holds its part of the shared maps. */
  boolean mapsOpen;

  boolean alive = true;
  boolean paused;

  /** The last time at which this process could not answer. */
  long troubledAt = Long.MIN_VALUE;

  /** The time of death. */
  long killedAt = Long.MAX_VALUE;

  private final long skew;
  private final List<Runnable> lateTimers = new ArrayList<>();
  private final List<Runnable> lateMessages = new ArrayList<>();
  private long pausedAt;
  private long withoutClock;

  /** The service of a process. */
  enum Role {
    GATEWAY,
    WEBHOOK,
    NOTIFIER
  }

  /**
   * @param skew the error of the wall clock in nanoseconds
   */
  SimulatedProcess(String name, Role role, SimulatedTime time, long skew) {
    this.name = name;
    this.role = role;
    this.time = time;
    this.skew = skew;
  }

  static Instant instant(long nanos) {
    return START.plusNanos(nanos);
  }

  /** Runs work for a message. */
  void message(Runnable work) {
    run(work, lateMessages);
  }

  void timer(long nanos, Runnable work) {
    time.after(nanos, () -> run(work, lateTimers));
  }

  void every(long nanos, Runnable work) {
    timer(
        nanos,
        () -> {
          work.run();
          every(nanos, work);
        });
  }

  /** Runs work after everything else of this moment. */
  void endOfTurn(Runnable work) {
    timer(0, work);
  }

  void kill() {
    alive = false;
    paused = false;
    troubledAt = Long.MAX_VALUE;
    killedAt = time.now();
    lateTimers.clear();
    lateMessages.clear();
  }

  void pause() {
    paused = true;
    pausedAt = time.now();
    troubledAt = Long.MAX_VALUE;
  }

  /**
   * @param stopsClock whether the clock for durations stood still, as in a suspended machine
   */
  void resume(boolean stopsClock) {
    paused = false;
    troubledAt = time.now();
    withoutClock += stopsClock ? time.now() - pausedAt : 0;
    var late = new ArrayList<>(lateTimers);
    late.addAll(lateMessages);
    lateTimers.clear();
    lateMessages.clear();
    late.forEach(work -> run(work, lateMessages));
  }

  private void run(Runnable work, List<Runnable> late) {
    if (paused) {
      late.add(work);
    } else if (alive) {
      work.run();
    }
  }

  @Override
  public Future<Void> pass(Duration duration) {
    var passed = Promise.<Void>promise();
    timer(Math.max(MILLI, duration.toNanos()), passed::complete);
    return passed.future();
  }

  @Override
  public long nanoTime() {
    return time.now() - withoutClock;
  }

  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return SimulatedProcess.instant(time.now() + skew);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }
}

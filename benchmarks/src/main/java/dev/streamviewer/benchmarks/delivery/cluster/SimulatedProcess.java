package dev.streamviewer.benchmarks.delivery.cluster;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;

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
public final class SimulatedProcess implements Timers {
  private static final Instant START = Instant.parse("2026-11-29T20:00:00Z");

  public final String name;
  public final Role role;
  public final SimulatedTime time;

  /** The members that this process knows. */
  public Set<String> view = Set.of();

  private int viewTopology;

  /** Whether others may send requests. */
  public boolean registered;

  /** Whether this process holds its part of the shared maps. */
  public boolean mapsOpen;

  public boolean alive = true;
  public boolean paused;

  /** The last time at which this process could not answer. */
  public long troubledAt = Long.MIN_VALUE;

  /** The time of death. */
  public long killedAt = Long.MAX_VALUE;

  /** Whether the host of a dead process refuses connections; otherwise nothing answers. */
  public boolean hostRefuses;

  /** The times at which this process was stopped. */
  public final List<Long> pauses = new ArrayList<>();

  private final long skew;
  private final List<Runnable> lateTimers = new ArrayList<>();
  private final List<Runnable> lateMessages = new ArrayList<>();
  private long pausedAt;
  private long withoutClock;

  /** The service of a process. */
  public enum Role {
    GATEWAY,
    WEBHOOK,
    NOTIFIER
  }

  /**
   * @param skew the error of the wall clock in nanoseconds
   */
  public SimulatedProcess(String name, Role role, SimulatedTime time, long skew) {
    this.name = name;
    this.role = role;
    this.time = time;
    this.skew = skew;
  }

  public static Instant instant(long nanos) {
    return START.plusNanos(nanos);
  }

  /** Runs work for a message. */
  public void message(Runnable work) {
    run(work, lateMessages);
  }

  public void timer(long nanos, Runnable work) {
    time.after(nanos, () -> run(work, lateTimers));
  }

  public void every(long nanos, Runnable work) {
    timer(
        nanos,
        () -> {
          work.run();
          every(nanos, work);
        });
  }

  /** Installs a list of members; an older one that arrives later has no effect. */
  void install(Set<String> members, int topology) {
    if (topology >= viewTopology) {
      viewTopology = topology;
      view = members;
    }
  }

  /** Runs work after everything else of this moment. */
  public void endOfTurn(Runnable work) {
    timer(0, work);
  }

  /**
   * @param refuses whether the host goes on, and refuses connections
   */
  public void kill(boolean refuses) {
    alive = false;
    hostRefuses = refuses;
    paused = false;
    troubledAt = Long.MAX_VALUE;
    killedAt = time.now();
    lateTimers.clear();
    lateMessages.clear();
  }

  public void pause() {
    paused = true;
    pausedAt = time.now();
    pauses.add(pausedAt);
    troubledAt = Long.MAX_VALUE;
  }

  /**
   * @param stopsClock whether the clock for durations stood still, as in a suspended machine
   */
  public void resume(boolean stopsClock) {
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

  public Clock clock() {
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

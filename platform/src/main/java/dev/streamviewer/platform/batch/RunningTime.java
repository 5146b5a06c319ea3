package dev.streamviewer.platform.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.function.LongSupplier;

/**
 * Time in which this process ran. A process that was stopped finds all its requests overdue when it
 * goes on, before it has read a single answer: so a long interval between two looks at the clock
 * counts as a short one.
 */
final class RunningTime {
  private static final long LONGEST_STEP = MILLISECONDS.toNanos(250);

  private final LongSupplier nanoTime;
  private long lastLook;
  private long running;

  RunningTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastLook = nanoTime.getAsLong();
  }

  /** Returns the time in nanoseconds, for durations only. */
  long now() {
    var look = nanoTime.getAsLong();
    running += Math.min(look - lastLook, LONGEST_STEP);
    lastLook = look;
    return running;
  }
}

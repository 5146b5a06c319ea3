package dev.streamviewer.platform.async;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time in which this process ran. A process that was stopped finds everything overdue when it goes
 * on, before it has read a single message: so a long interval between two looks at the clock counts
 * as a short one.
 */
public final class RunningTime {
  private final LongSupplier nanoTime;
  private final long maxStep;
  private long lastLook;
  private long running;

  /**
   * @param nanoTime as {@link System#nanoTime}
   * @param maxStep the most that an interval between two looks counts
   */
  public RunningTime(LongSupplier nanoTime, Duration maxStep) {
    this.nanoTime = nanoTime;
    this.maxStep = maxStep.toNanos();
    this.lastLook = nanoTime.getAsLong();
  }

  /** Returns the time in nanoseconds, for durations only. */
  public long now() {
    var look = nanoTime.getAsLong();
    running += Math.min(look - lastLook, maxStep);
    lastLook = look;
    return running;
  }
}

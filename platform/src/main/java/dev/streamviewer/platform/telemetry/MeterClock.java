package dev.streamviewer.platform.telemetry;

import io.micrometer.core.instrument.Clock;
import io.vertx.core.Vertx;

/**
 * The clock of meters. Each recording asks for the time of day, twice for a histogram, only to see
 * whether a window of a minute is over. So a time of a second ago is as good.
 */
final class MeterClock implements Clock {
  private static final long STEP_MILLIS = 1_000;

  private volatile long wallTime = System.currentTimeMillis();

  /** Lets the time pass until the Vert.x is closed. */
  void start(Vertx vertx) {
    vertx.setPeriodic(STEP_MILLIS, tick -> wallTime = System.currentTimeMillis());
  }

  @Override
  public long wallTime() {
    return wallTime;
  }

  @Override
  public long monotonicTime() {
    return System.nanoTime();
  }
}

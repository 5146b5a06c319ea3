package dev.streamviewer.platform.cluster;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time that an event loop without work had a processor. A machine that is busy stops this loop
 * as well as others, so that this time passes only while another loop could have run, too.
 */
final class IdleLoopTime implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(10);

  /** The most that passes between two ticks. */
  private static final long MAX_STEP_NANOS = 3 * TICK.toNanos();

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong passed = new AtomicLong();
  private long lastTick = System.nanoTime();

  IdleLoopTime() {
    vertx.setPeriodic(TICK.toMillis(), timer -> tick());
  }

  /** Returns the time since the start, in nanoseconds. */
  long nanos() {
    return passed.get();
  }

  private void tick() {
    var now = System.nanoTime();
    passed.addAndGet(Math.min(now - lastTick, MAX_STEP_NANOS));
    lastTick = now;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(40, TimeUnit.SECONDS);
  }
}

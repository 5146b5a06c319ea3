package dev.streamviewer.platform.launch;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Tells a slow start from one that hangs. A start on a slow or shared core may take minutes; while
 * it completes steps, or uses the processor or waits for it, it makes progress.
 */
final class StartProgress {
  /**
   * A waiting JVM uses far less of a second's processor time in twenty, a starting one far more.
   */
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** The limit of all starts, which the start-up probe also has. */
  private static final Duration MAX_DURATION = Duration.ofMinutes(10);

  private final Duration stall;
  private final LongSupplier processorNanos;
  private final LongSupplier clock;
  private final AtomicInteger steps = new AtomicInteger();

  /**
   * @param stall the time without progress after which a start hangs
   */
  StartProgress(Duration stall) {
    this(stall, ProcessorDemand::nanos, System::nanoTime);
  }

  StartProgress(Duration stall, LongSupplier processorNanos, LongSupplier clock) {
    this.stall = stall;
    this.processorNanos = processorNanos;
    this.clock = clock;
  }

  /** Records a completed step. */
  void step() {
    steps.incrementAndGet();
  }

  /**
   * Waits for a part of the start.
   *
   * @throws TimeoutException if the start hangs, with a sentence
   */
  <T> T await(Future<T> part) throws TimeoutException {
    var watch = new Watch();
    while (true) {
      try {
        return part.await(1, SECONDS);
      } catch (TimeoutException e) {
        watch.check();
      }
    }
  }

  /** The progress since the last time that there was any. */
  private final class Watch {
    private final long begin = clock.getAsLong();
    private long since = begin;
    private int stepsThen = steps.get();
    private long processorThen = processorNanos.getAsLong();

    private void check() throws TimeoutException {
      var now = clock.getAsLong();
      if (now - begin > MAX_DURATION.toNanos()) {
        throw new TimeoutException(
            "the start took longer than %d s".formatted(MAX_DURATION.toSeconds()));
      }
      if (stepsThen != steps.get() || processorNanos.getAsLong() - processorThen > BUSY.toNanos()) {
        since = now;
        stepsThen = steps.get();
        processorThen = processorNanos.getAsLong();
      } else if (now - since > stall.toNanos()) {
        throw new TimeoutException(
            "the start made no progress for %d s".formatted(stall.toSeconds()));
      }
    }
  }
}

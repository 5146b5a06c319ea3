package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Real delays, and a clock for durations that stands still until a test moves it. */
public final class TestTimers implements Timers {
  private final Timers delays;
  private final AtomicLong nanoTime = new AtomicLong();

  public TestTimers(Vertx vertx) {
    delays = Timers.of(vertx);
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  @Override
  public Future<Void> pass(Duration duration) {
    return delays.pass(duration);
  }

  @Override
  public long nanoTime() {
    return nanoTime.get();
  }
}

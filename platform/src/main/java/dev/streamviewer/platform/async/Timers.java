package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Delays in the time of the service; a test supplies its own time. */
public interface Timers {
  /** Succeeds after a duration. */
  Future<Void> pass(Duration duration);

  /** The time by which durations are measured, as {@link System#nanoTime}. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** Delays in real time. */
  static Timers of(Vertx vertx) {
    return duration -> vertx.timer(Math.max(1, duration.toMillis()), MILLISECONDS).mapEmpty();
  }
}

package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Waits, in the time that the service lives in; a test has a time of its own. */
interface Waiting {
  /** Succeeds after a while. */
  Future<Void> pass(Duration duration);

  /** In the time of the clock on the wall. */
  static Waiting of(Vertx vertx) {
    return duration -> vertx.timer(duration.toMillis(), MILLISECONDS).mapEmpty();
  }
}

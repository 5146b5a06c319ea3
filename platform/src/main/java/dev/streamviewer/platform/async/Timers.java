package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Delays in the time of the service; a test supplies its own time. */
public interface Timers {
  /** Succeeds after a duration. */
  Future<Void> pass(Duration duration);

  /**
   * Returns the same result, or a {@link TimeoutException} after the limit, on the caller's event
   * loop, which {@link Future#timeout} may leave. The awaited work is not cancelled.
   */
  default <T> Future<T> atMost(Duration limit, Future<T> awaited) {
    if (awaited.isComplete()) {
      return awaited;
    }
    var first = Promise.<T>promise();
    pass(limit)
        .onSuccess(
            passed ->
                first.tryFail(new TimeoutException("Not done in " + limit.toMillis() + " ms")));
    awaited.onComplete(
        done -> {
          if (done.succeeded()) {
            first.tryComplete(done.result());
          } else {
            first.tryFail(done.cause());
          }
        });
    return first.future();
  }

  /** Delays in real time. */
  static Timers of(Vertx vertx) {
    return duration -> vertx.timer(Math.max(1, duration.toMillis()), MILLISECONDS).mapEmpty();
  }
}

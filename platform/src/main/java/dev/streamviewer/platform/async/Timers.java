package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits, in the time that the service lives in; a test has a time of its own. */
public interface Timers {
  /** Succeeds after a while. */
  Future<Void> pass(Duration duration);

  /**
   * The same, or a {@link TimeoutException} if it takes too long; on the event loop of who waits,
   * which {@link Future#timeout} may leave. It goes on all the same.
   */
  default <T> Future<T> atMost(Duration most, Future<T> awaited) {
    if (awaited.isComplete()) {
      return awaited;
    }
    var first = Promise.<T>promise();
    pass(most)
        .onSuccess(
            passed ->
                first.tryFail(new TimeoutException("Not done in " + most.toMillis() + " ms")));
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

  /** In the time of the clock on the wall. */
  static Timers of(Vertx vertx) {
    return duration -> vertx.timer(Math.max(1, duration.toMillis()), MILLISECONDS).mapEmpty();
  }
}

package dev.streamviewer.platform.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Timeouts of equal duration, all served by one timer on the event loop. Timeouts of equal duration
 * expire in the order in which they began, so one timer is enough. {@link Future#timeout} completes
 * a future without a context on another thread: off the event loop that owns all state here, and
 * with two thread changes per message, which cost a third of all other work.
 */
public final class FixedTimeout {
  private final Duration timeout;
  private final BiConsumer<Duration, Runnable> timer;
  private final Queue<Wait<?>> waits = new ArrayDeque<>();
  private boolean timerIsSet;

  /**
   * A pending timeout. Releases its promise once it is over, since it stays in the queue for
   * longer.
   */
  private static final class Wait<T> {
    private final long end;
    private final Context context = Vertx.currentContext();
    private Promise<T> promise = Promise.promise();

    private Wait(long end) {
      this.end = end;
    }

    private boolean isOver() {
      return promise == null;
    }

    /** Expires on the context of its message, so that log lines carry the message's subject. */
    private void expire(TimeoutException cause) {
      if (context == null) {
        end(Future.failedFuture(cause));
      } else {
        context.runOnContext(turn -> end(Future.failedFuture(cause)));
      }
    }

    private void end(AsyncResult<T> result) {
      if (!isOver()) {
        var waiting = promise;
        promise = null;
        waiting.handle(result);
      }
    }
  }

  /**
   * @param timer runs an action once, after a pause, on the event loop
   */
  public FixedTimeout(Duration timeout, BiConsumer<Duration, Runnable> timer) {
    this.timeout = timeout;
    this.timer = timer;
  }

  /**
   * Returns the same result, or a {@link TimeoutException} after the duration. The awaited work is
   * not cancelled.
   */
  public <T> Future<T> await(Future<T> awaited) {
    if (awaited.isComplete()) {
      return awaited;
    }
    var wait = new Wait<T>(System.nanoTime() + timeout.toNanos());
    var outcome = wait.promise.future();
    waits.add(wait);
    setTimer(timeout);
    awaited.onComplete(
        done -> {
          wait.end(done);
          dropEnded();
        });
    return outcome;
  }

  private void setTimer(Duration pause) {
    if (!timerIsSet) {
      timerIsSet = true;
      timer.accept(pause, this::expire);
    }
  }

  private void expire() {
    timerIsSet = false;
    var now = System.nanoTime();
    for (var oldest = dropEnded(); oldest != null && oldest.end - now <= 0; oldest = dropEnded()) {
      waits.remove();
      oldest.expire(new TimeoutException("Not done in " + timeout.toMillis() + " ms"));
    }
    if (!waits.isEmpty()) {
      // Timers count whole milliseconds; a timer that fires too early would only be set again.
      setTimer(Duration.ofNanos(waits.element().end - now).plusMillis(1));
    }
  }

  /** The oldest pending wait; null if there is none. */
  private Wait<?> dropEnded() {
    while (!waits.isEmpty() && waits.element().isOver()) {
      waits.remove();
    }
    return waits.peek();
  }
}

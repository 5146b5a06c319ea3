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
 * Waits of one length. {@link Future#timeout} ends a future that has no context on a thread of its
 * own: off the event loop that all state here belongs to, and for each message two changes of
 * thread, which cost a third of everything else. Here one timer serves all, since waits end as they
 * began.
 */
public final class FixedTimeout {
  private final Duration most;
  private final BiConsumer<Duration, Runnable> timer;
  private final Queue<Wait<?>> waits = new ArrayDeque<>();
  private boolean timerIsSet;

  /**
   * Lets go of what it waited for as soon as it is over, since it stays in the queue for longer.
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

    /** On the context of its own message, which says in the log what a line is about. */
    private void expire(TimeoutException tooLate) {
      if (context == null) {
        end(Future.failedFuture(tooLate));
      } else {
        context.runOnContext(turn -> end(Future.failedFuture(tooLate)));
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
   * @param timer runs an action once, after a pause, on the event loop that everything else is on
   */
  public FixedTimeout(Duration most, BiConsumer<Duration, Runnable> timer) {
    this.most = most;
    this.timer = timer;
  }

  /** The same, or a {@link TimeoutException} if it takes too long. It goes on all the same. */
  public <T> Future<T> await(Future<T> awaited) {
    if (awaited.isComplete()) {
      return awaited;
    }
    var wait = new Wait<T>(System.nanoTime() + most.toNanos());
    var outcome = wait.promise.future();
    waits.add(wait);
    setTimer(most);
    awaited.onComplete(
        done -> {
          wait.end(done);
          dropOver();
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
    for (var eldest = dropOver(); eldest != null && eldest.end - now <= 0; eldest = dropOver()) {
      waits.remove();
      eldest.expire(new TimeoutException("Not done in " + most.toMillis() + " ms"));
    }
    if (!waits.isEmpty()) {
      // Timers count whole milliseconds; one too early would only be set again.
      setTimer(Duration.ofNanos(waits.element().end - now).plusMillis(1));
    }
  }

  /** The eldest wait that is not over; null if none is under way. */
  private Wait<?> dropOver() {
    while (!waits.isEmpty() && waits.element().isOver()) {
      waits.remove();
    }
    return waits.peek();
  }
}

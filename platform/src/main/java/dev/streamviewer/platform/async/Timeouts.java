package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeoutException;

/**
 * Limits the time to wait for asynchronous work, on the event loop that owns the state. Waits of
 * equal duration end in the order in which they began, so each duration has one queue and one
 * timer. {@link Future#timeout} ends the wait for a future without a context on another thread: off
 * the event loop, and with two thread changes per message, which cost a third of all other work.
 *
 * <p>All calls come from one event loop.
 */
public final class Timeouts {
  private final Timers timers;

  /** Pending waits by duration, the oldest first. A duration with a queue has a timer. */
  private final Map<Duration, Queue<Wait<?>>> waits = new HashMap<>();

  /**
   * A pending wait. Releases its promise once it is over, since the wait stays in the queue for
   * longer.
   */
  private static final class Wait<T> {
    private final String work;
    private final Duration limit;
    private final long end;
    private final Context context = Vertx.currentContext();
    private Promise<T> promise = Promise.promise();

    private Wait(String work, Duration limit, long end) {
      this.work = work;
      this.limit = limit;
      this.end = end;
    }

    private boolean isOver() {
      return promise == null;
    }

    /** Expires on the context of its message, so that log lines carry the message's subject. */
    private void expire() {
      if (context == null) {
        end(Future.failedFuture(exceeded(limit, work)));
      } else {
        context.runOnContext(turn -> end(Future.failedFuture(exceeded(limit, work))));
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

  public Timeouts(Timers timers) {
    this.timers = timers;
  }

  /**
   * Returns the result of the work, or a {@link TimeoutException} after the limit. The work is not
   * cancelled.
   *
   * @param work the name of the work in the error message
   */
  public <T> Future<T> within(Duration limit, String work, Future<T> result) {
    if (result.isComplete()) {
      return result;
    }
    var wait = new Wait<T>(work, limit, timers.nanoTime() + limit.toNanos());
    var limited = wait.promise.future();
    var queue = waits.computeIfAbsent(limit, first -> begin(limit));
    queue.add(wait);
    result.onComplete(
        done -> {
          wait.end(done);
          dropEnded(queue);
        });
    return limited;
  }

  /**
   * The same for a future that has a context, as those of Vert.x's HTTP clients and shared maps
   * have. The wait ends on that context.
   */
  public static <T> Future<T> ofCall(Duration limit, String call, Future<T> answer) {
    return answer
        .timeout(limit.toMillis(), MILLISECONDS)
        .recover(
            failure -> Future.failedFuture(answer.isComplete() ? failure : exceeded(limit, call)));
  }

  private Queue<Wait<?>> begin(Duration limit) {
    setTimer(limit, limit);
    return new ArrayDeque<>();
  }

  private void setTimer(Duration pause, Duration limit) {
    timers.pass(pause).onSuccess(passed -> expire(limit));
  }

  private void expire(Duration limit) {
    var now = timers.nanoTime();
    var queue = waits.get(limit);
    for (var oldest = dropEnded(queue);
        oldest != null && oldest.end - now <= 0;
        oldest = dropEnded(queue)) {
      queue.remove();
      oldest.expire();
    }
    if (queue.isEmpty()) {
      waits.remove(limit);
    } else {
      // Timers count whole milliseconds; a timer that fires too early would only be set again.
      setTimer(Duration.ofNanos(queue.element().end - now).plusMillis(1), limit);
    }
  }

  /** The oldest pending wait; null if there is none. */
  private static Wait<?> dropEnded(Queue<Wait<?>> queue) {
    while (!queue.isEmpty() && queue.element().isOver()) {
      queue.remove();
    }
    return queue.peek();
  }

  private static TimeoutException exceeded(Duration limit, String work) {
    return new TimeoutException("%s took longer than %d ms".formatted(work, limit.toMillis()));
  }
}

package dev.streamviewer.platform.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs asynchronous steps one after another, on the context of the caller. Futures composed in a
 * loop or by recursion nest as deep as there are steps: some thousands of steps overflow the stack,
 * and the outermost future never completes. Here the stack does not grow, whether steps complete
 * immediately or later.
 *
 * <p>Several runs may share one iterator: each run takes the next item when it is free, so that
 * many steps are under way at a time.
 */
public final class Sequentially<T> {
  private final Iterator<? extends T> items;
  private final Function<? super T, Future<Boolean>> step;
  private final CallerContext caller = CallerContext.current();
  private final Promise<Boolean> done = Promise.promise();

  private Sequentially(Iterator<? extends T> items, Function<? super T, Future<Boolean>> step) {
    this.items = items;
    this.step = step;
  }

  /**
   * Runs a step for each item. Ends with the last step, or with the first that fails. A step that
   * should not end the run must recover from its failure.
   */
  public static <T> Future<Void> forEach(
      Iterator<? extends T> items, Function<? super T, ? extends Future<?>> step) {
    return Sequentially.<T>whileTrue(items, item -> step.apply(item).map(true)).mapEmpty();
  }

  /**
   * Runs a step for each item until a step answers false.
   *
   * @return whether all steps answered true; fails with the first step that fails
   */
  public static <T> Future<Boolean> whileTrue(
      Iterator<? extends T> items, Function<? super T, Future<Boolean>> step) {
    var sequence = new Sequentially<T>(items, step);
    sequence.run();
    return sequence.done.future();
  }

  /** Repeats a step as long as it answers true; fails with the first failure. */
  public static Future<Void> repeat(Supplier<Future<Boolean>> step) {
    var forever = Stream.generate(() -> step).iterator();
    return whileTrue(forever, Supplier::get).mapEmpty();
  }

  private void run() {
    for (var ended = 0; !caller.shouldYieldAfter(ended); ended++) {
      var next = begin();
      if (!next.isComplete()) {
        next.onComplete(late -> caller.run(() -> continueAfter(late)));
        return;
      }
      if (!shouldContinue(next)) {
        return;
      }
    }
    caller.runLater(this::run);
  }

  private void continueAfter(AsyncResult<Boolean> step) {
    if (shouldContinue(step)) {
      run();
    }
  }

  private boolean shouldContinue(AsyncResult<Boolean> step) {
    if (step.failed()) {
      done.tryFail(step.cause());
    } else if (!Boolean.TRUE.equals(step.result())) {
      done.tryComplete(false);
    }
    return !done.future().isComplete();
  }

  /** Starts the next step. Any exception must end the run, or the future would never complete. */
  private Future<Boolean> begin() {
    try {
      if (!items.hasNext()) {
        done.complete(true);
        return Future.succeededFuture(true);
      }
      return Objects.requireNonNull(step.apply(items.next()), "A step without a future");
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }
}

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
 * Runs asynchronous steps one after another, on the context of the caller. Futures that are
 * composed in a loop or by recursion nest as deep as there are steps: some thousands of steps end
 * in a stack overflow, and the outermost future never completes. Here the stack does not grow,
 * whether steps complete at once or later.
 *
 * <p>Several runs may share one iterator: then each takes the next item when it is free, and that
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
   * Runs a step for each item. Ends with the last one, or with the first that fails; a step that
   * should not end the run recovers from its failure itself.
   */
  public static <T> Future<Void> forEach(
      Iterator<? extends T> items, Function<? super T, ? extends Future<?>> step) {
    return Sequentially.<T>whileTrue(items, item -> step.apply(item).map(true)).mapEmpty();
  }

  /**
   * Runs a step for each item until one answers false.
   *
   * @return whether all answered true; fails with the first step that fails
   */
  public static <T> Future<Boolean> whileTrue(
      Iterator<? extends T> items, Function<? super T, Future<Boolean>> step) {
    var run = new Sequentially<T>(items, step);
    run.go();
    return run.done.future();
  }

  /** Repeats a step as long as it answers true; fails with the first that fails. */
  public static Future<Void> repeat(Supplier<Future<Boolean>> step) {
    var forever = Stream.generate(() -> step).iterator();
    return whileTrue(forever, Supplier::get).mapEmpty();
  }

  private void go() {
    for (var ended = 0; !caller.isToYieldAfter(ended); ended++) {
      var next = begin();
      if (!next.isComplete()) {
        next.onComplete(late -> caller.run(() -> goOnAfter(late)));
        return;
      }
      if (!isToGoOn(next)) {
        return;
      }
    }
    caller.runLater(this::go);
  }

  private void goOnAfter(AsyncResult<Boolean> step) {
    if (isToGoOn(step)) {
      go();
    }
  }

  private boolean isToGoOn(AsyncResult<Boolean> step) {
    if (step.failed()) {
      done.tryFail(step.cause());
    } else if (!Boolean.TRUE.equals(step.result())) {
      done.tryComplete(false);
    }
    return !done.future().isComplete();
  }

  /** Whatever goes wrong in a step must end the run: nothing else ever would. */
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

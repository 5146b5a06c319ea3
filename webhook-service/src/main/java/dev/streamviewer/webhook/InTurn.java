package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Does one thing after the other. Futures that are composed of one another are as deep as they are
 * many: some thousands of steps end in a stack overflow, after which nobody is ever told.
 */
final class InTurn {
  private final Iterator<Supplier<Future<Void>>> steps;
  private final Promise<Void> done = Promise.promise();

  private InTurn(Iterator<Supplier<Future<Void>>> steps) {
    this.steps = steps;
  }

  /** Ends with the last step, or with the first that fails. */
  static Future<Void> all(Iterable<Supplier<Future<Void>>> steps) {
    var inTurn = new InTurn(steps.iterator());
    inTurn.go();
    return inTurn.done.future();
  }

  private void go() {
    while (steps.hasNext()) {
      var step = begin(steps.next());
      if (!step.succeeded()) {
        step.onSuccess(ended -> go()).onFailure(done::fail);
        return;
      }
    }
    done.complete();
  }

  private static Future<Void> begin(Supplier<Future<Void>> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}

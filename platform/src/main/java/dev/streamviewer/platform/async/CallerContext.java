package dev.streamviewer.platform.async;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The context on which work began. Work returns to this context after a step that ended elsewhere.
 *
 * @param context null if the caller has no context; work then continues on any thread
 */
record CallerContext(Context context) {
  /**
   * The number of steps that may complete immediately before other work gets a turn of the event
   * loop.
   */
  private static final int MAX_STEPS_PER_TURN = 100;

  static CallerContext current() {
    return new CallerContext(Vertx.currentContext());
  }

  /** Runs an action immediately if this is the current context, otherwise in a separate turn. */
  void run(Runnable action) {
    if (context == null || context == Vertx.currentContext()) {
      action.run();
    } else {
      runLater(action);
    }
  }

  /** Whether other work should get a turn after so many steps; never without an event loop. */
  boolean shouldYieldAfter(int steps) {
    return context != null && steps >= MAX_STEPS_PER_TURN;
  }

  /** Runs an action after everything else that waits for the event loop. */
  void runLater(Runnable action) {
    context.runOnContext(turn -> action.run());
  }
}

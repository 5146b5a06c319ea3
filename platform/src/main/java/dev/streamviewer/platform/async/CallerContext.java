package dev.streamviewer.platform.async;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The context on which work began, to which it comes back when something ends elsewhere.
 *
 * @param context null if the caller is on none; then work goes on wherever something ends
 */
record CallerContext(Context context) {
  /** Steps that may complete at once before other work gets a turn of the event loop. */
  private static final int STEPS_IN_A_TURN = 100;

  static CallerContext current() {
    return new CallerContext(Vertx.currentContext());
  }

  /** Runs an action at once if this is the context, otherwise in a turn of its own on it. */
  void run(Runnable action) {
    if (context == null || context == Vertx.currentContext()) {
      action.run();
    } else {
      runLater(action);
    }
  }

  /** Whether other work should get its turn after so many steps; without an event loop never. */
  boolean isToYieldAfter(int steps) {
    return context != null && steps >= STEPS_IN_A_TURN;
  }

  /** Runs an action after whatever else waits for the event loop. */
  void runLater(Runnable action) {
    context.runOnContext(turn -> action.run());
  }
}

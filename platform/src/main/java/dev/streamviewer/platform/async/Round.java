package dev.streamviewer.platform.async;

import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A round of work that comes again and again. Its steps show that it goes on, and none begins any
 * more once it is over: a round that was given up must not come back to life beside its successor.
 */
public final class Round {
  private boolean progressed;
  private boolean over;

  /** Runs a step, whose end is progress; fails without running it if the round is over. */
  public <T> Future<T> step(Supplier<Future<T>> step) {
    return over
        ? Future.failedFuture(new CancellationException("The round was given up"))
        : step.get().onComplete(ended -> progress());
  }

  /** Tells that the round goes on. */
  public void progress() {
    progressed = true;
  }

  /** Whether there was progress since this was last asked. */
  boolean hasProgressed() {
    var since = progressed;
    progressed = false;
    return since;
  }

  void end() {
    over = true;
  }
}

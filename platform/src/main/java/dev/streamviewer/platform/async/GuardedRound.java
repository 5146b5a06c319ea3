package dev.streamviewer.platform.async;

import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A run of a repeated job. Each completed step is progress. Once the round is over, no further step
 * begins: a round that was given up must not resume beside its successor.
 */
public final class GuardedRound {
  private boolean progressed;
  private boolean over;

  /** Runs a step and counts its end as progress; fails without running it if the round is over. */
  public <T> Future<T> step(Supplier<Future<T>> step) {
    return over
        ? Future.failedFuture(new CancellationException("The round was given up"))
        : step.get().onComplete(ended -> progress());
  }

  /** Reports progress. */
  public void progress() {
    progressed = true;
  }

  /** Whether there was progress since the previous call. */
  boolean hasProgressed() {
    var since = progressed;
    progressed = false;
    return since;
  }

  void end() {
    over = true;
  }
}

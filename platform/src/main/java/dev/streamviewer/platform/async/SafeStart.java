package dev.streamviewer.platform.async;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Starts asynchronous work whose end frees something: a place, a lock, a state. An exception at the
 * start is a failure of the future as any other, so that what was taken becomes free.
 */
public final class SafeStart {
  private SafeStart() {}

  /** Starts the work; never throws. */
  public static <T> Future<T> of(Supplier<Future<T>> work) {
    return Future.future(done -> work.get().onComplete(done));
  }
}

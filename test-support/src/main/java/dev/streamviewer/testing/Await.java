package dev.streamviewer.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Waits for futures on the thread of a test. */
public final class Await {
  /** Longer than any loaded machine takes; a green test never waits for it. */
  static final Duration TIMEOUT = Duration.ofMinutes(1);

  private Await() {}

  public static <T> T value(Future<T> future) {
    try {
      return future.await(TIMEOUT.toSeconds(), SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not done after %d s".formatted(TIMEOUT.toSeconds()), e);
    }
  }

  public static <F extends Throwable> F failure(Future<?> future, Class<F> type) {
    var failure = value(future.map((Throwable) null).recover(Future::succeededFuture));
    if (failure == null) {
      throw new AssertionError("did not fail, but answered " + future.result());
    }
    return type.cast(failure);
  }

  /** Repeats a question until an answer comes: services that have just started may be too slow. */
  public static <T> T eventually(Callable<T> question) {
    return Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(question, Objects::nonNull);
  }
}

package dev.streamviewer.platform.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Exponential back-off: each pause is twice the last, up to the longest. */
public record Backoff(Duration first, Duration longest) {
  /** Any pause in use reaches its longest by fewer doublings. */
  private static final int MAX_DOUBLINGS = 30;

  /** The pause after a number of failures in a row. */
  public Duration afterFailures(int failures) {
    var doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
    return shorter(first.multipliedBy(1L << doublings), longest);
  }

  /** The pause that follows another. */
  public Duration after(Duration pause) {
    return shorter(pause.multipliedBy(2), longest);
  }

  /**
   * Shortens a pause by less than half, so that processes or connections that failed together do
   * not retry together.
   */
  public static Duration jittered(Duration pause) {
    var millis = Math.max(1, pause.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2 + 1, millis + 1));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

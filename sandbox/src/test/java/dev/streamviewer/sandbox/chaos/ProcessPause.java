package dev.streamviewer.sandbox.chaos;

import java.time.Duration;

/** Lets a time go by because the time itself is meant: how long a fault lasts. */
final class ProcessPause {
  private ProcessPause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

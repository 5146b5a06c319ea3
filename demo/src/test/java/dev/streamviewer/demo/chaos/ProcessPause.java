package dev.streamviewer.demo.chaos;

import java.time.Duration;

/** Waits for a time that is itself part of the test: the duration of a fault. */
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

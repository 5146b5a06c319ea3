package dev.streamviewer.demo.chaos.fleet;

import java.time.Duration;

/** Waits for a time that is itself part of the test: the duration of a fault. */
public final class ProcessPause {
  private ProcessPause() {}

  public static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

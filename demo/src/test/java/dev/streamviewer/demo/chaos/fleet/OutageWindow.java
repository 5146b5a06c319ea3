package dev.streamviewer.demo.chaos.fleet;

import java.time.Duration;

/** The longest time without success of a repeated attempt. */
public final class OutageWindow {
  private long last;
  private long longest;
  private boolean watching;

  /** Starts the measurement. */
  public synchronized void begin() {
    last = System.nanoTime();
    longest = 0;
    watching = true;
  }

  synchronized void success() {
    if (watching) {
      var now = System.nanoTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
  }

  /** Ends the measurement; a current time without success counts up to now. */
  public synchronized Duration end() {
    success();
    watching = false;
    return Duration.ofNanos(longest);
  }
}

package dev.streamviewer.sandbox.chaos;

import java.time.Duration;

/** The longest time without success, of what is tried all the time. */
final class OutageWindow {
  private long last;
  private long longest;
  private boolean watching;

  /** From now on it is tried. */
  synchronized void begin() {
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

  /** It is no longer tried; a time without success that goes on is counted so far. */
  synchronized Duration end() {
    success();
    watching = false;
    return Duration.ofNanos(longest);
  }
}

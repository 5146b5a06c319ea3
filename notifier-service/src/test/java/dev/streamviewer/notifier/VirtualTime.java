package dev.streamviewer.notifier;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.testing.VirtualClock;
import java.time.Instant;

/** Virtual time, as the clock and the timers of the notifier. */
public final class VirtualTime extends VirtualClock implements Timers {
  public VirtualTime() {
    super(Instant.parse("2026-11-23T12:00:00Z"));
  }
}

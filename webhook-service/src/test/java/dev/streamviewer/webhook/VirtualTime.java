package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.testing.VirtualClock;
import java.time.Instant;

/** Virtual time, as the clock and the timers of the service. */
public final class VirtualTime extends VirtualClock implements Timers {
  public VirtualTime(Instant start) {
    super(start);
  }
}

package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.testing.VirtualClock;
import java.time.Instant;

/** Virtual time, as the clock and the timers of all simulated processes. */
final class VirtualTime extends VirtualClock implements Timers {
  VirtualTime(Instant start) {
    super(start);
  }
}

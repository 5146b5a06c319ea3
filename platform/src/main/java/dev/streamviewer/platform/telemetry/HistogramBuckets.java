package dev.streamviewer.platform.telemetry;

import java.time.Duration;
import java.util.Arrays;

/** The bounds of histograms, few and chosen where decisions are made. */
public final class HistogramBuckets {
  /** For operations of seconds: from one millisecond to five seconds. */
  private static final long[] LATENCY_MS = {
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000
  };

  /**
   * For events in an outbox: from a tenth of a second to one hour, after which delivery is given
   * up.
   */
  private static final long[] AGE_MS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000
  };

  private HistogramBuckets() {}

  public static Duration[] latency() {
    return durations(LATENCY_MS);
  }

  public static Duration[] age() {
    return durations(AGE_MS);
  }

  private static Duration[] durations(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}

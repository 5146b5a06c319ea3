package dev.streamviewer.benchmarks.throughput;

import java.util.Arrays;

/**
 * The length of a benchmark.
 *
 * @param warmUp the maximum number of warm-up runs per server
 * @param seconds the duration of each measurement
 */
public record RunLength(int rounds, int warmUp, double seconds) {
  /** A quick look: differences under 20 % are not significant. */
  static final RunLength QUICK = new RunLength(3, 10, 2);

  public static final RunLength FULL = new RunLength(7, 15, 3);

  public static RunLength of(String... arguments) {
    return Arrays.asList(arguments).contains("quick") ? QUICK : FULL;
  }
}

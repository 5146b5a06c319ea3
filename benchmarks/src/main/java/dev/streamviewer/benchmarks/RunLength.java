package dev.streamviewer.benchmarks;

import java.util.Arrays;

/**
 * How thoroughly to measure.
 *
 * @param warmUp at most how many runs each server is loaded for before it counts
 * @param seconds how long one measurement takes
 */
record RunLength(int rounds, int warmUp, double seconds) {
  /** A look: differences under a fifth say nothing. */
  static final RunLength QUICK = new RunLength(3, 10, 2);

  static final RunLength FULL = new RunLength(7, 15, 3);

  static RunLength of(String... arguments) {
    return Arrays.asList(arguments).contains("quick") ? QUICK : FULL;
  }
}

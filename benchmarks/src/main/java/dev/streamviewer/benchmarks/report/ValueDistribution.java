package dev.streamviewer.benchmarks.report;

import java.util.Collection;

/** A distribution of measured values, without interpolation between two values. */
public record ValueDistribution(double min, double median, double p90, double p99, double max) {
  public static ValueDistribution of(Collection<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new ValueDistribution(
        sorted[0],
        rank(sorted, 0.5),
        rank(sorted, 0.9),
        rank(sorted, 0.99),
        sorted[sorted.length - 1]);
  }

  /** The smallest value that is not below the given share of all values. */
  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}

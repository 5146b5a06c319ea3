package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.load.LoadResult;

/**
 * A run against a server.
 *
 * @param cpuSeconds the processor time of the server during the run, all threads
 */
public record Measurement(LoadResult result, double cpuSeconds) {
  public double perSecond() {
    return result.perSecond();
  }

  public double cpuSecondsPer10k() {
    return cpuSeconds / result.acknowledged() * 10_000;
  }

  public double p50() {
    return result.latency().p50();
  }

  public double p99() {
    return result.latency().p99();
  }

  /** The used share of the server's core; if clearly below 1, the load was too small. */
  public double coreUsed() {
    return cpuSeconds / result.seconds();
  }

  double eventsPerCall() {
    var delivered = result.delivered();
    return delivered.calls() == 0 ? 0 : (double) delivered.events() / delivered.calls();
  }
}

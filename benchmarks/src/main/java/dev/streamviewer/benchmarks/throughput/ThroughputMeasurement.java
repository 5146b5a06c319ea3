package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.load.LoadResult;

/**
 * A run against a server.
 *
 * @param cpuSeconds the processor time of the server during the run, all threads
 * @param compilerSeconds the compilers' part of that time
 */
public record ThroughputMeasurement(LoadResult result, double cpuSeconds, double compilerSeconds) {
  public double perSecond() {
    return result.perSecond();
  }

  public double cpuSecondsPer10k() {
    return cpuSeconds / result.acknowledged() * 10_000;
  }

  /** The cost without the compilers', whose work ends some day. */
  public double compiledCpuSecondsPer10k() {
    return (cpuSeconds - compilerSeconds) / result.acknowledged() * 10_000;
  }

  /** The compilers' share of the cost. */
  public double compilerShare() {
    return compilerSeconds / cpuSeconds;
  }

  /** The used share of the load's core; near 1, the load never waits for the server. */
  public double loadCoreUsed() {
    return result.cpuSeconds() / result.seconds();
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

package dev.streamviewer.benchmarks.throughput;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.report.MarkdownTable;

/** Tables of measured rounds; ratios refer to the first subject. */
public final class ThroughputReport {
  private ThroughputReport() {}

  /** The throughput, its cost, and the latency of the answers. */
  public static MarkdownTable throughput(InterleavedRuns rounds, String ceiling) {
    var table =
        new MarkdownTable(
            "closed loop",
            "events/s",
            "min to max",
            "vs. ceiling",
            "CPU s per 10,000",
            "compiler",
            "without",
            "vs. ceiling",
            "core used",
            "load's core",
            "p50 ms",
            "p99 ms",
            "events per call");
    var speed = rounds.median(ceiling, ThroughputMeasurement::perSecond);
    var cpu = rounds.median(ceiling, ThroughputMeasurement::compiledCpuSecondsPer10k);
    for (var name : rounds.names()) {
      var all = rounds.of(name, ThroughputMeasurement::perSecond);
      table.row(
          name,
          format("%,.0f", all.median()),
          format("%,.0f to %,.0f", all.min(), all.max()),
          format("%.2f", all.median() / speed),
          format("%.3f", rounds.median(name, ThroughputMeasurement::cpuSecondsPer10k)),
          format("%.0f %%", rounds.median(name, ThroughputMeasurement::compilerShare) * 100),
          format("%.3f", rounds.median(name, ThroughputMeasurement::compiledCpuSecondsPer10k)),
          format(
              "%.2f", rounds.median(name, ThroughputMeasurement::compiledCpuSecondsPer10k) / cpu),
          format("%.0f %%", rounds.median(name, ThroughputMeasurement::coreUsed) * 100),
          format("%.0f %%", rounds.median(name, ThroughputMeasurement::loadCoreUsed) * 100),
          format("%.2f", rounds.median(name, ThroughputMeasurement::p50)),
          format("%.2f", rounds.median(name, ThroughputMeasurement::p99)),
          format("%.1f", rounds.median(name, ThroughputMeasurement::eventsPerCall)));
    }
    return table;
  }

  /** Prints unexpected answers and lost messages. */
  public static void faults(InterleavedRuns rounds, String ceiling) {
    for (var name : rounds.names()) {
      for (var measured : rounds.all(name)) {
        var unexpected =
            measured.result().answers().keySet().stream().filter(it -> it != 204).toList();
        var missing = name.equals(ceiling) ? 0 : measured.result().delivered().missing();
        if (!unexpected.isEmpty() || missing > 0) {
          System.out.printf(
              "  %s: answers by status %s; %d acknowledged but not delivered%n",
              name, measured.result().answers(), missing);
        }
      }
    }
  }
}

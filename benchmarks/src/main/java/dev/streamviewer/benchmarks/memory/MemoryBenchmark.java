package dev.streamviewer.benchmarks.memory;

import static dev.streamviewer.benchmarks.report.RootLocale.format;
import static dev.streamviewer.benchmarks.throughput.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.RunLength;
import java.util.List;

/**
 * {@code memory}: the stability of the all-in-one's memory during ten minutes at 80 % of its
 * maximum throughput.
 */
final class MemoryBenchmark {
  private static final int DUPLICATES = 5;
  private static final double LOAD_SHARE = 0.8;
  private static final int MINUTES = 10;

  private MemoryBenchmark() {}

  /** Runs the benchmark; the argument is the number of minutes, 10 by default. */
  public static void main(String[] arguments) throws Exception {
    var minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : MINUTES;
    System.out.printf(
        "memory: %d minutes, on %s;%n%s%n%n", minutes, MachineInfo.now(), CpuPinning.described());
    try (var load = LoadGenerator.start();
        var server =
            LoadedServer.allInOne("all-in-one", ProductBuild.THIS, load.pusherPort(), List.of())) {
      var full = LoadPlan.closed(server.ports(), CONNECTIONS, RunLength.FULL.seconds(), DUPLICATES);
      server.warmUp(load, full, RunLength.FULL.warmUp());
      var maxRate = server.run(load, full).perSecond();
      System.out.println(minutes(load, server, (int) (maxRate * LOAD_SHARE), minutes));
    }
  }

  private static MarkdownTable minutes(
      LoadGenerator load, LoadedServer server, int rate, int minutes) throws Exception {
    var table =
        new MarkdownTable(
            "minute",
            "events/s",
            "CPU s per 10,000",
            "p99 ms",
            "not acknowledged",
            "missing at Pusher",
            "heap after a full collection",
            "RSS");
    for (var minute = 1; minute <= minutes; minute++) {
      var measured = server.run(load, LoadPlan.open(server.ports(), CONNECTIONS, rate, 60));
      var result = measured.result();
      table.row(
          String.valueOf(minute),
          format("%,.0f", measured.perSecond()),
          format("%.3f", measured.cpuSecondsPer10k()),
          format("%.1f", measured.p99()),
          format("%,d", result.sent() + result.skipped() - result.acknowledged()),
          format("%,d", result.delivered().missing()),
          format("%.1f MB", server.jvm().liveHeapMegabytes()),
          format("%.0f MB", server.megabytes()));
    }
    return table;
  }
}

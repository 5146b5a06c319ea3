package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.LoadGenerator.CONNECTIONS;
import static dev.streamviewer.benchmarks.MarkdownReport.format;

import dev.streamviewer.benchmarks.load.LoadPlan;
import java.util.List;

/**
 * {@code memory}: the stability of the all-in-one's memory during ten minutes at 80 % of its
 * maximum throughput.
 */
public final class MemoryBenchmark {
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
            ServerProcess.allInOne("all-in-one", BuildInfo.THIS, load.pusherPort(), List.of())) {
      var full = LoadPlan.closed(server.port(), CONNECTIONS, RunLength.FULL.seconds(), DUPLICATES);
      server.warmUp(load, full, RunLength.FULL.warmUp());
      var maxRate = server.run(load, full).perSecond();
      System.out.println(minutes(load, server, (int) (maxRate * LOAD_SHARE), minutes));
    }
  }

  private static MarkdownTable minutes(
      LoadGenerator load, ServerProcess server, int rate, int minutes) throws Exception {
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
      var measured = server.run(load, LoadPlan.open(server.port(), CONNECTIONS, rate, 60));
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

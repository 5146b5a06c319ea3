package dev.streamviewer.benchmarks.burst;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.RunLength;
import dev.streamviewer.benchmarks.throughput.ThroughputMeasurement;
import java.time.Duration;
import java.util.List;

/**
 * {@code burst}: ten times as many notifications as can be delivered, for ten seconds. Pusher
 * answers after 50 ms, like a remote server, so the number of concurrent calls is the limit. Every
 * acknowledged message must arrive, every other message must get a request to retry, and the speed
 * must recover immediately afterwards.
 */
final class BurstBenchmark {
  private static final Duration PUSHER_DELAY = Duration.ofMillis(50);
  private static final int BURST_FACTOR = 10;
  private static final int SECONDS = 10;
  private static final int CONNECTIONS = 512;

  /** Exceeds the gateway's limit of concurrent callbacks. */
  private static final int BURST_CONNECTIONS = 2_000;

  private BurstBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "burst: Pusher answers after %d ms, on %s;%n%s%n%n",
        PUSHER_DELAY.toMillis(), MachineInfo.now(), CpuPinning.described());
    try (var load = LoadGenerator.start();
        var server =
            LoadedServer.allInOne("all-in-one", ProductBuild.THIS, load.pusherPort(), List.of())) {
      var steady = LoadPlan.closed(server.ports(), CONNECTIONS, 5, 0);
      server.warmUp(
          load, LoadPlan.closed(server.ports(), CONNECTIONS, 3, 0), RunLength.FULL.warmUp());
      load.pusherAnswersAfter(PUSHER_DELAY);
      var table =
          new MarkdownTable(
              "",
              "due/s",
              "sent/s",
              "acknowledged/s",
              "told to retry",
              "no answer",
              "acknowledged but not delivered",
              "delivered twice",
              "p99 ms",
              "RSS MB");
      var before = server.run(load, steady);
      addRow(table, "before, closed loop", 0, before, server);
      var rate = (int) before.perSecond() * BURST_FACTOR;
      var burst =
          server.run(
              load, LoadPlan.open(server.ports(), BURST_CONNECTIONS, rate, SECONDS).settling(15));
      addRow(table, "burst", rate, burst, server);
      addRow(table, "right after, closed loop", 0, server.run(load, steady), server);
      System.out.println(table);
    }
  }

  private static void addRow(
      MarkdownTable table,
      String name,
      int rate,
      ThroughputMeasurement measured,
      LoadedServer server) {
    var result = measured.result();
    table.row(
        name,
        rate == 0 ? "" : format("%,d", rate),
        format("%,.0f", result.sent() / result.seconds()),
        format("%,.0f", measured.perSecond()),
        format("%,d", result.answers().getOrDefault(503, 0L)),
        format("%,d", result.answers().getOrDefault(0, 0L)),
        format("%,d", result.delivered().missing()),
        format("%,d", result.delivered().copies()),
        format("%.0f", measured.p99()),
        format("%.0f", server.megabytes()));
  }
}

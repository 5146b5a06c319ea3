package dev.streamviewer.benchmarks.ingest;

import static dev.streamviewer.benchmarks.report.RootLocale.format;
import static dev.streamviewer.benchmarks.throughput.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.throughput.InterleavedRuns;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.MeasurementPause;
import dev.streamviewer.benchmarks.throughput.RunLength;
import dev.streamviewer.benchmarks.throughput.ThroughputMeasurement;
import dev.streamviewer.benchmarks.throughput.ThroughputReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ingest}: the number of signed notifications per second that one core takes, from Twitch's
 * POST to Pusher's acceptance; the cost, and the latency at half of that rate. Compares with a
 * server that only checks signatures.
 */
final class IngestBenchmark {
  private static final int DUPLICATES = 5;
  private static final String CEILING = LoadedServer.CEILING;
  private static final String DELIVERED = "all-in-one: delivered to Pusher";
  private static final String NODE = "Node: batches to Pusher, answers before Pusher does";
  private static final Path RECEIVER = Path.of("benchmarks", "node", "receiver.mjs");
  private static final String BASELINE = "baseline: delivered to Pusher";

  private final LoadGenerator load;
  private final RunLength runLength;

  private IngestBenchmark(LoadGenerator load, RunLength runLength) {
    this.load = load;
    this.runLength = runLength;
  }

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "ingest: %d connections, %d %% duplicates, medians of %d rounds, on %s;%n%s%n",
        CONNECTIONS,
        DUPLICATES,
        RunLength.of(arguments).rounds(),
        MachineInfo.now(),
        CpuPinning.described());
    var servers = new ArrayList<LoadedServer>();
    try (var load = LoadGenerator.start()) {
      servers.add(LoadedServer.ceiling());
      servers.add(
          LoadedServer.allInOne(DELIVERED, ProductBuild.THIS, load.pusherPort(), List.of()));
      var baseline = ProductBuild.baseline();
      if (baseline.isPresent()) {
        servers.add(LoadedServer.allInOne(BASELINE, baseline.get(), load.pusherPort(), List.of()));
      }
      servers.add(LoadedServer.node(NODE, RECEIVER, load.pusherPort()));
      new IngestBenchmark(load, RunLength.of(arguments)).measure(servers);
    } finally {
      for (var server : servers) {
        server.close();
      }
    }
  }

  private void measure(List<LoadedServer> servers) throws Exception {
    for (var server : servers) {
      server.warmUp(load, closed(server, runLength.seconds(), DUPLICATES), runLength.warmUp());
    }
    var rounds = new InterleavedRuns();
    for (var server : servers) {
      rounds.add(
          server.name(), () -> server.run(load, closed(server, runLength.seconds(), DUPLICATES)));
    }
    addDuplicates(rounds, "all-in-one: only duplicates", DELIVERED, servers);
    addDuplicates(rounds, "baseline: only duplicates", BASELINE, servers);
    MeasurementPause.await();
    rounds.discardOne();
    System.out.printf(
        "%n%s%n", ThroughputReport.throughput(rounds.run(runLength.rounds()), CEILING));
    ThroughputReport.faults(rounds, CEILING);
    latency(servers, (int) (rounds.median(DELIVERED, ThroughputMeasurement::perSecond) / 2));
  }

  /** Adds runs of a server, if there is one of this name, in which all messages are duplicates. */
  private void addDuplicates(
      InterleavedRuns rounds, String subject, String name, List<LoadedServer> servers) {
    servers.stream()
        .filter(server -> server.name().equals(name))
        .forEach(
            server ->
                rounds.add(
                    subject, () -> server.run(load, closed(server, runLength.seconds(), 100))));
  }

  private void latency(List<LoadedServer> servers, int rate) throws Exception {
    var rounds = new InterleavedRuns();
    for (var server : servers) {
      rounds.add(
          server.name(),
          () ->
              server.run(
                  load, LoadPlan.open(server.ports(), CONNECTIONS, rate, runLength.seconds())));
    }
    rounds.run(runLength.rounds());
    var table =
        new MarkdownTable(
            format("%,d events/s, half of the maximum", rate),
            "p50 ms",
            "p99 ms",
            "vs. ceiling",
            "max ms",
            "core used",
            "RSS MB");
    var p99 = rounds.median(CEILING, ThroughputMeasurement::p99);
    for (var server : servers) {
      var name = server.name();
      table.row(
          name,
          format("%.2f", rounds.median(name, ThroughputMeasurement::p50)),
          format("%.2f", rounds.median(name, ThroughputMeasurement::p99)),
          format("%.2f", rounds.median(name, ThroughputMeasurement::p99) / p99),
          format("%.1f", rounds.median(name, it -> it.result().latency().max())),
          format("%.0f %%", rounds.median(name, ThroughputMeasurement::coreUsed) * 100),
          format("%.0f", server.megabytes()));
    }
    System.out.printf("%n%s%n", table);
    ThroughputReport.faults(rounds, CEILING);
  }

  private static LoadPlan closed(LoadedServer server, double seconds, int duplicates) {
    return LoadPlan.closed(server.ports(), CONNECTIONS, seconds, duplicates);
  }
}

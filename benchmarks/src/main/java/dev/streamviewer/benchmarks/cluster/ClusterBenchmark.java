package dev.streamviewer.benchmarks.cluster;

import static dev.streamviewer.benchmarks.throughput.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.throughput.InterleavedRuns;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.RunLength;
import dev.streamviewer.benchmarks.throughput.ThroughputReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code cluster}: like {@code ingest}, with every service in a separate process and 1, 2 and 3
 * webhook services. All processes share one core, so the result shows only the cost of
 * distribution.
 */
final class ClusterBenchmark {
  private static final int DUPLICATES = 5;
  private static final int[] WEBHOOK_SERVICES = {1, 2, 3};

  /**
   * Allows a long warm-up: five JVMs compile on one core, for about three minutes with one webhook
   * service.
   */
  private static final RunLength RUN_LENGTH = new RunLength(3, 60, 4);

  private ClusterBenchmark() {}

  /** Runs the benchmark; the arguments are numbers of webhook services, 1, 2 and 3 by default. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "cluster: each service in a separate process, %d connections, %d %% duplicates, medians"
            + " of %d rounds, on %s;%n%s%n",
        CONNECTIONS, DUPLICATES, RUN_LENGTH.rounds(), MachineInfo.now(), CpuPinning.described());
    var numbers =
        arguments.length == 0
            ? WEBHOOK_SERVICES
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    try (var load = LoadGenerator.start();
        var ceiling = LoadedServer.ceiling()) {
      ceiling.warmUp(load, plan(ceiling), RUN_LENGTH.warmUp());
      for (var number : numbers) {
        measure(load, ceiling, number);
      }
    }
  }

  private static void measure(LoadGenerator load, LoadedServer ceiling, int services)
      throws Exception {
    var name = "%d webhook service%s".formatted(services, services == 1 ? "" : "s");
    var clusters = new ArrayList<LoadedServer>();
    try {
      clusters.add(LoadedServer.cluster(name, ProductBuild.THIS, services, load.pusherPort()));
      var baseline = ProductBuild.baseline();
      if (baseline.isPresent()) {
        clusters.add(
            LoadedServer.cluster("baseline: " + name, baseline.get(), services, load.pusherPort()));
      }
      measure(load, ceiling, clusters);
    } finally {
      for (var cluster : clusters) {
        cluster.close();
      }
    }
  }

  private static void measure(LoadGenerator load, LoadedServer ceiling, List<LoadedServer> clusters)
      throws Exception {
    var rounds =
        new InterleavedRuns().add(LoadedServer.CEILING, () -> ceiling.run(load, plan(ceiling)));
    for (var cluster : clusters) {
      cluster.warmUp(load, plan(cluster), RUN_LENGTH.warmUp());
      rounds.add(cluster.name(), () -> cluster.run(load, plan(cluster)));
    }
    rounds.run(RUN_LENGTH.rounds());
    System.out.printf("%n%s%n", ThroughputReport.throughput(rounds, LoadedServer.CEILING));
    ThroughputReport.faults(rounds, LoadedServer.CEILING);
    for (var cluster : clusters) {
      System.out.printf(
          "%n%s: %.0f MB of memory (RSS) in total; shares of processor time: %s%n",
          cluster.name(), cluster.megabytes(), cluster.shares());
    }
  }

  private static LoadPlan plan(LoadedServer server) {
    return LoadPlan.closed(server.port(), CONNECTIONS, RUN_LENGTH.seconds(), DUPLICATES)
        .settling(5);
  }
}

package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code cluster}: as {@code ingest}, with every service in a process of its own and 1, 2 and 3
 * webhook services. All processes share the one core, so what it costs to be many shows alone.
 */
public final class ClusterIngest {
  private static final int DUPLICATES = 5;
  private static final int[] WEBHOOK_SERVICES = {1, 2, 3};

  /** Five JVMs compile on one core; at one webhook service they do for some three minutes. */
  private static final RunLength EFFORT = new RunLength(3, 60, 4);

  private ClusterIngest() {}

  /** The arguments: how many webhook services; without any, 1, 2 and 3, one after the other. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "cluster: each service its own process, %d connections, %d %% duplicates, medians of %d"
            + " rounds, on %s;%n%s%n",
        CONNECTIONS, DUPLICATES, EFFORT.rounds(), MachineInfo.now(), CpuPinning.described());
    var numbers =
        arguments.length == 0
            ? WEBHOOK_SERVICES
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    try (var load = LoadGenerator.start();
        var ceiling = ServerProcess.ceiling()) {
      ceiling.warmUp(load, plan(ceiling), EFFORT.warmUp());
      for (var number : numbers) {
        measure(load, ceiling, number);
      }
    }
  }

  private static void measure(LoadGenerator load, ServerProcess ceiling, int services)
      throws Exception {
    var name = "%d webhook service%s".formatted(services, services == 1 ? "" : "s");
    var clusters = new ArrayList<ServerProcess>();
    try {
      clusters.add(ServerProcess.cluster(name, BuildInfo.THIS, services, load.pusherPort()));
      var baseline = BuildInfo.baseline();
      if (baseline.isPresent()) {
        clusters.add(
            ServerProcess.cluster(
                "baseline: " + name, baseline.get(), services, load.pusherPort()));
      }
      measure(load, ceiling, clusters);
    } finally {
      for (var cluster : clusters) {
        cluster.close();
      }
    }
  }

  private static void measure(
      LoadGenerator load, ServerProcess ceiling, List<ServerProcess> clusters) throws Exception {
    var rounds =
        new InterleavedRuns().add(ServerProcess.CEILING, () -> ceiling.run(load, plan(ceiling)));
    for (var cluster : clusters) {
      cluster.warmUp(load, plan(cluster), EFFORT.warmUp());
      rounds.add(cluster.name(), () -> cluster.run(load, plan(cluster)));
    }
    rounds.run(EFFORT.rounds());
    System.out.printf("%n%s%n", MarkdownReport.throughput(rounds, ServerProcess.CEILING));
    MarkdownReport.faults(rounds, ServerProcess.CEILING);
    for (var cluster : clusters) {
      System.out.printf(
          "%n%s: %.0f MB of memory (RSS) in all; of the processor time %s%n",
          cluster.name(), cluster.megabytes(), cluster.shares());
    }
  }

  private static LoadPlan plan(ServerProcess server) {
    return LoadPlan.closed(server.port(), CONNECTIONS, EFFORT.seconds(), DUPLICATES).settling(5);
  }
}

package dev.streamviewer.benchmarks.cluster;

import static dev.streamviewer.benchmarks.report.RootLocale.format;
import static dev.streamviewer.benchmarks.throughput.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.throughput.ClusterLayout;
import dev.streamviewer.benchmarks.throughput.InterleavedRuns;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.MeasurementPause;
import dev.streamviewer.benchmarks.throughput.RunLength;
import dev.streamviewer.benchmarks.throughput.ThroughputMeasurement;
import dev.streamviewer.benchmarks.throughput.ThroughputReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@code cluster}: like {@code ingest}, with every service in processes of its own, compared with
 * the same build in one process.
 */
final class ClusterBenchmark {
  private static final int DUPLICATES = 5;
  private static final String ONE_PROCESS = "one process";

  /** Time for caches, leases and discovery to settle before the memory is read. */
  private static final long IDLE_MILLIS = 20_000;

  /**
   * Allows a long warm-up: up to seven JVMs compile on one core, for about three minutes with one
   * webhook service.
   */
  private static final RunLength RUN_LENGTH = new RunLength(3, 60, 4);

  private final LoadGenerator load;
  private final LoadedServer ceiling;
  private final LoadedServer oneProcess;
  private final MarkdownTable summary =
      new MarkdownTable(
          "processes",
          "events/s",
          "CPU s per 10,000, without compiler",
          "vs. one process",
          "vs. ceiling",
          "compiler",
          "idle memory (RSS)");

  private ClusterBenchmark(LoadGenerator load, LoadedServer ceiling, LoadedServer oneProcess) {
    this.load = load;
    this.ceiling = ceiling;
    this.oneProcess = oneProcess;
  }

  /** Runs the benchmark; the arguments are those of {@link ClusterOptions}. */
  public static void main(String[] arguments) throws Exception {
    try (var certificates = TestCertificates.make()) {
      var layouts = ClusterOptions.layouts(certificates.folder(), arguments);
      System.out.printf(
          "cluster: %d connections, %d %% duplicates, medians of %d rounds, on %s;%n%s%n",
          CONNECTIONS, DUPLICATES, RUN_LENGTH.rounds(), MachineInfo.now(), CpuPinning.described());
      var all = List.copyOf(layouts);
      measure(arguments.length == 0 ? all.stream().map(List::of).toList() : List.of(all));
    }
  }

  /** Measures the layouts of a group in the same rounds, and the groups in sequence. */
  private static void measure(Collection<List<ClusterLayout>> groups) throws Exception {
    try (var load = LoadGenerator.start();
        var ceiling = LoadedServer.ceiling();
        var oneProcess =
            LoadedServer.allInOne(ONE_PROCESS, ProductBuild.THIS, load.pusherPort(), List.of())) {
      var benchmark = new ClusterBenchmark(load, ceiling, oneProcess);
      benchmark.warmUp(ceiling);
      benchmark.warmUp(oneProcess);
      for (var group : groups) {
        benchmark.measureTogether(group);
      }
      System.out.printf("%n%s%n", benchmark.summary);
    }
  }

  private void measureTogether(List<ClusterLayout> layouts) throws Exception {
    var clusters = new ArrayList<LoadedServer>();
    try {
      var baseline = ProductBuild.baseline();
      for (var layout : layouts) {
        var number = clusters.size();
        clusters.add(start(layout.toString(), ProductBuild.THIS.inCluster(number), layout));
        if (baseline.isPresent()) {
          var build = baseline.get().inCluster(number);
          clusters.add(start("baseline: " + layout, build, layout));
        }
      }
      Thread.sleep(IDLE_MILLIS);
      var idle = clusters.stream().map(LoadedServer::memory).toList();
      measure(clusters, idle);
    } finally {
      for (var cluster : clusters) {
        cluster.close();
      }
    }
  }

  private LoadedServer start(String name, ProductBuild build, ClusterLayout layout)
      throws Exception {
    return LoadedServer.cluster(name, build, layout, load.pusherPort());
  }

  private void measure(List<LoadedServer> clusters, List<String> idle) throws Exception {
    var rounds =
        new InterleavedRuns()
            .add(LoadedServer.CEILING, () -> run(ceiling))
            .add(ONE_PROCESS, () -> run(oneProcess));
    for (var cluster : clusters) {
      warmUp(cluster);
      rounds.add(cluster.name(), () -> run(cluster));
    }
    MeasurementPause.await();
    rounds.discardOne().run(RUN_LENGTH.rounds());
    System.out.printf("%n%s%n", ThroughputReport.throughput(rounds, LoadedServer.CEILING));
    ThroughputReport.faults(rounds, LoadedServer.CEILING);
    for (var i = 0; i < clusters.size(); i++) {
      var cluster = clusters.get(i);
      System.out.printf(
          "%n%s: memory (RSS) when idle: %s; under load %.0f MB in total; shares of processor"
              + " time: %s%n",
          cluster.name(), idle.get(i), cluster.megabytes(), cluster.shares());
      summarize(rounds, cluster.name(), idle.get(i));
    }
  }

  private void summarize(InterleavedRuns rounds, String name, String idle) {
    var cost = rounds.median(name, ThroughputMeasurement::compiledCpuSecondsPer10k);
    summary.row(
        name,
        format("%,.0f", rounds.median(name, ThroughputMeasurement::perSecond)),
        format("%.3f", cost),
        format(
            "%.2f",
            cost / rounds.median(ONE_PROCESS, ThroughputMeasurement::compiledCpuSecondsPer10k)),
        format(
            "%.2f",
            cost
                / rounds.median(
                    LoadedServer.CEILING, ThroughputMeasurement::compiledCpuSecondsPer10k)),
        format("%.0f %%", rounds.median(name, ThroughputMeasurement::compilerShare) * 100),
        idle);
  }

  private void warmUp(LoadedServer server) throws Exception {
    server.warmUp(load, plan(server), RUN_LENGTH.warmUp());
  }

  private ThroughputMeasurement run(LoadedServer server) throws Exception {
    return server.run(load, plan(server));
  }

  private static LoadPlan plan(LoadedServer server) {
    return LoadPlan.closed(server.ports(), CONNECTIONS, RUN_LENGTH.seconds(), DUPLICATES)
        .settling(5);
  }
}

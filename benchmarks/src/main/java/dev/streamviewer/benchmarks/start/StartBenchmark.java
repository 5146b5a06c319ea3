package dev.streamviewer.benchmarks.start;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.process.ChildJvm;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.process.ProductProgram;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.report.ValueDistribution;
import dev.streamviewer.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code start}: the time from {@code java -jar} until a process is ready, and its memory at that
 * point.
 *
 * <p>Each run is a new process; the programs take turns. The first run of each does not count,
 * since the run reads the JARs from a cold disk.
 */
final class StartBenchmark {
  private static final int RUNS = 5;

  private record Run(double milliseconds, double megabytes) {}

  private StartBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "start: from java -jar until ready, medians of %d runs, on %s%n", RUNS, MachineInfo.now());
    var pusher = FreePorts.one();
    var standalone =
        List.of(
            ProductProgram.allInOne(),
            ProductProgram.demo(),
            ProductProgram.standalone("auth-service"),
            ProductProgram.standalone("notifier-service"),
            ProductProgram.standalone("webhook-service"),
            ProductProgram.standalone("gateway"));
    System.out.printf("%n%s%n", measure(standalone));
    var members = new ArrayList<ChildJvm>();
    try {
      for (var service : List.of("auth-service", "notifier-service", "webhook-service")) {
        members.add(
            ProductProgram.member(ProductBuild.THIS, service, pusher, "started")
                .start(CpuPinning.ANY, List.of()));
      }
      System.out.printf(
          "%njoining a cluster of three%n%n%s%n",
          measure(
              List.of(
                  ProductProgram.joining("webhook-service", pusher),
                  ProductProgram.joining("gateway", pusher))));
    } finally {
      for (var member : members) {
        member.close();
      }
    }
  }

  /**
   * Measures the programs. The first run, which does not count, records the loaded classes in an
   * archive.
   */
  private static MarkdownTable measure(List<ProductProgram> programs) throws Exception {
    Map<ProductProgram, List<Run>> runs = new LinkedHashMap<>();
    var archives = Files.createTempDirectory("classes");
    for (var program : programs) {
      runs.put(program, new ArrayList<>());
      run(program, "-XX:ArchiveClassesAtExit=" + archive(archives, program));
    }
    for (var run = 0; run < RUNS; run++) {
      for (var entry : runs.entrySet()) {
        var program = entry.getKey();
        entry.getValue().add(run(program, "-XX:SharedArchiveFile=" + archive(archives, program)));
      }
    }
    for (var program : programs) {
      Files.deleteIfExists(archive(archives, program));
    }
    Files.delete(archives);
    var table = new MarkdownTable("", "median", "fastest", "slowest", "memory when ready (RSS)");
    runs.forEach((program, all) -> add(table, program.name(), all));
    return table;
  }

  private static Path archive(Path folder, ProductProgram program) {
    return folder.resolve(program.name().replaceAll("\\W+", "-") + ".jsa");
  }

  private static Run run(ProductProgram program, String option) throws Exception {
    var begin = System.nanoTime();
    try (var jvm = program.start(CpuPinning.ANY, List.of(option))) {
      var milliseconds = (System.nanoTime() - begin) / 1e6;
      return new Run(
          milliseconds, jvm.residentKilobytes().map(it -> it / 1024.0).orElse(Double.NaN));
    }
  }

  private static void add(MarkdownTable table, String name, List<Run> runs) {
    var times = ValueDistribution.of(runs.stream().map(Run::milliseconds).toList());
    var memory = ValueDistribution.of(runs.stream().map(Run::megabytes).toList());
    table.row(
        name,
        format("%.0f ms", times.median()),
        format("%.0f ms", times.min()),
        format("%.0f ms", times.max()),
        format("%.0f MB", memory.median()));
  }
}

package dev.streamviewer.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code start}: the time from {@code java -jar} until a process is ready, and its memory at that
 * point.
 *
 * <p>Each run is a new process; the programs take turns. The first run of each does not count,
 * since the run reads the JARs from a cold disk.
 */
public final class StartUp {
  private static final int RUNS = 5;

  /** The JVM options of {@code ./run}. */
  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private record Run(double milliseconds, double megabytes) {}

  private StartUp() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "start: from java -jar until ready, medians of %d runs, on %s%n", RUNS, MachineInfo.now());
    var pusher = FreePorts.free(1).get(0);
    var standalone =
        List.of(
            ProcessUnderTest.allInOne(),
            ProcessUnderTest.sandbox(),
            ProcessUnderTest.standalone("auth-service"),
            ProcessUnderTest.standalone("notifier-service"),
            ProcessUnderTest.standalone("webhook-service"),
            ProcessUnderTest.standalone("gateway"));
    System.out.printf("%n%s%n", measure(standalone));
    var members = new ArrayList<ChildJvm>();
    try {
      for (var service : List.of("auth-service", "notifier-service", "webhook-service")) {
        members.add(
            start(ProcessUnderTest.member(BuildInfo.THIS, service, pusher, "started"), List.of()));
      }
      System.out.printf(
          "%ninto a cluster of three%n%n%s%n",
          measure(
              List.of(
                  ProcessUnderTest.joining("webhook-service", pusher),
                  ProcessUnderTest.joining("gateway", pusher))));
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
  private static MarkdownTable measure(List<ProcessUnderTest> programs) throws Exception {
    Map<ProcessUnderTest, List<Run>> runs = new LinkedHashMap<>();
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

  private static Path archive(Path folder, ProcessUnderTest program) {
    return folder.resolve(program.name().replaceAll("\\W+", "-") + ".jsa");
  }

  private static Run run(ProcessUnderTest program, String option) throws Exception {
    var begin = System.nanoTime();
    try (var jvm = start(program, List.of(option))) {
      var milliseconds = (System.nanoTime() - begin) / 1e6;
      return new Run(
          milliseconds, jvm.residentKilobytes().map(it -> it / 1024.0).orElse(Double.NaN));
    }
  }

  private static ChildJvm start(ProcessUnderTest program, List<String> jvmOptions)
      throws Exception {
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(jvmOptions);
    arguments.addAll(List.of("-jar", program.jar().toAbsolutePath().toString()));
    var jvm = ChildJvm.start(program.environment(), arguments);
    jvm.await(() -> program.ready().test(jvm));
    return jvm;
  }

  private static void add(MarkdownTable table, String name, List<Run> runs) {
    var times = LatencyDistribution.of(runs.stream().map(Run::milliseconds).toList());
    var memory = LatencyDistribution.of(runs.stream().map(Run::megabytes).toList());
    table.row(
        name,
        format("%.0f ms", times.median()),
        format("%.0f ms", times.min()),
        format("%.0f ms", times.max()),
        format("%.0f MB", memory.median()));
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

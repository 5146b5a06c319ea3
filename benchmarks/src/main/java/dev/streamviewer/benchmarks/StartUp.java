package dev.streamviewer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code start}: how long a process takes from {@code java -jar} until it serves, and how much
 * memory it occupies then.
 *
 * <p>Each run is a new process, the programs take turns. A first run of each does not count: it
 * reads the JARs from a cold disk.
 */
public final class StartUp {
  private static final int RUNS = 5;

  private record Run(double milliseconds, double megabytes) {}

  private StartUp() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.printf(
        "start: from java -jar until ready, medians of %d runs, on %s%n", RUNS, Machine.now());
    Map<Program, List<Run>> runs = new LinkedHashMap<>();
    for (var program : List.of(Program.allInOne(), Program.sandbox())) {
      if (!Files.exists(program.jar())) {
        throw new IllegalStateException(program.jar() + " is missing; build it first");
      }
      runs.put(program, new ArrayList<>());
    }
    for (var program : runs.keySet()) {
      run(program);
    }
    for (var run = 0; run < RUNS; run++) {
      for (var entry : runs.entrySet()) {
        entry.getValue().add(run(entry.getKey()));
      }
    }
    var table = new Table("", "median", "fastest", "slowest", "memory when ready (RSS)");
    runs.forEach((program, all) -> add(table, program.name(), all));
    System.out.println(table);
  }

  private static Run run(Program program) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    try (var jvm =
        ChildJvm.start(
            program.environment(), List.of("-Xmx512m", "-jar", absolute(program.jar())))) {
      jvm.await(() -> program.ready().test(jvm));
      var milliseconds = (System.nanoTime() - begin) / 1e6;
      return new Run(
          milliseconds, jvm.residentKilobytes().map(it -> it / 1024.0).orElse(Double.NaN));
    }
  }

  private static void add(Table table, String name, List<Run> runs) {
    var times = Distribution.of(runs.stream().map(Run::milliseconds).toList());
    var memory = Distribution.of(runs.stream().map(Run::megabytes).toList());
    table.row(
        name,
        format("%.0f ms", times.median()),
        format("%.0f ms", times.min()),
        format("%.0f ms", times.max()),
        format("%.0f MB", memory.median()));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

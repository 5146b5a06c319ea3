package dev.streamviewer.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a process runs: all that is measured on the first core, what loads it on the second. On a
 * machine without {@code taskset}, or with one core, all share what there is.
 */
enum CpuPinning {
  ANY(-1),
  MEASURED(0),
  LOAD(1);

  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private final int number;

  CpuPinning(int number) {
    this.number = number;
  }

  /** What a command begins with to run there. */
  List<String> prefix() {
    return number < 0 || !canPin()
        ? List.of()
        : List.of(TASKSET.toString(), "--cpu-list", String.valueOf(number));
  }

  static String described() {
    return canPin()
        ? "what is measured on one core, what loads it on another"
        : "not bound to cores: take no figure for that of one core";
  }

  private static boolean canPin() {
    return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
  }
}

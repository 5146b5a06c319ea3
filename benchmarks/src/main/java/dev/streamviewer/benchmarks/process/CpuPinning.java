package dev.streamviewer.benchmarks.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Assigns processes to cores: measured processes to the first core, load to the second. Without
 * {@code taskset}, or with a single core, all processes share the machine.
 */
public enum CpuPinning {
  ANY(-1),
  MEASURED(0),
  LOAD(1);

  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private final int number;

  CpuPinning(int number) {
    this.number = number;
  }

  /** The command prefix that pins a process. */
  List<String> prefix() {
    return number < 0 || !canPin()
        ? List.of()
        : List.of(TASKSET.toString(), "--cpu-list", String.valueOf(number));
  }

  public static String described() {
    return canPin()
        ? "the measured processes on one core, the load on another"
        : "processes share all cores, so no figure is that of a single core";
  }

  private static boolean canPin() {
    return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
  }
}

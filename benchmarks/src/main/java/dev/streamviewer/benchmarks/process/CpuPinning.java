package dev.streamviewer.benchmarks.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The core that a process is bound to: measured processes to the first, load to the last. Without
 * {@code taskset}, or with a single core, all processes share the machine.
 *
 * @param core the number of the core; negative for any
 */
public record CpuPinning(int core) {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  public static final CpuPinning ANY = new CpuPinning(-1);
  public static final CpuPinning MEASURED = new CpuPinning(0);
  public static final CpuPinning LOAD = new CpuPinning(CORES - 1);

  /**
   * The core of one of several processes that each get their own. Processes share cores if there
   * are too few, and with two cores also that of the load.
   *
   * @param number the number of the process, from 0
   */
  public static CpuPinning own(int number) {
    return new CpuPinning(number % (CORES > 2 ? CORES - 1 : CORES));
  }

  /** The command prefix that pins a process. */
  List<String> prefix() {
    return core < 0 || !canPin()
        ? List.of()
        : List.of(TASKSET.toString(), "--cpu-list", String.valueOf(core));
  }

  public static String described() {
    return canPin()
        ? "the measured processes on one core, the load on another"
        : "processes share all cores, so no figure is that of a single core";
  }

  private static boolean canPin() {
    return Files.isExecutable(TASKSET) && CORES > 1;
  }
}

package dev.streamviewer.platform.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time that this process has used or waited for. On an overloaded machine a start
 * waits for the processor most of the time.
 */
final class ProcessorDemand {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** The position of the waiting time in a line of schedstat, in nanoseconds. */
  private static final int WAITED = 1;

  private ProcessorDemand() {}

  /** Returns nanoseconds; outside Linux, only those used. */
  static long nanos() {
    return used() + waited(TASKS);
  }

  private static long used() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /**
   * Returns how long the present threads have been ready to run without running.
   *
   * @param tasks a folder such as /proc/self/task, with a folder for each thread
   */
  static long waited(Path tasks) {
    try (var threads = Files.list(tasks)) {
      return threads.mapToLong(thread -> waitedBy(thread.resolve("schedstat"))).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long waitedBy(Path statistics) {
    try {
      return Long.parseLong(Files.readString(statistics).split(" ")[WAITED]);
    } catch (IOException | RuntimeException e) {
      // The thread has ended, or this kernel keeps no such statistics.
      return 0;
    }
  }
}

package dev.streamviewer.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Processor times of a process's threads, from {@code /proc/PID/task}. Linux counts in ticks of ten
 * milliseconds, also where the kernel's own clock is finer.
 */
final class ThreadTimes {
  private static final double TICKS_PER_SECOND = 100;

  /** The positions of the user and the system time after the name (proc(5)). */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private ThreadTimes() {}

  /** The seconds of all threads whose name matches; 0 without {@code /proc}. */
  static double seconds(long pid, Predicate<String> name) {
    try (var threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      return threads
          .flatMap(thread -> read(thread.resolve("stat")).stream())
          .mapToDouble(stat -> seconds(stat, name))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The seconds in a {@code stat} file if the thread's name matches, else 0. */
  static double seconds(String stat, Predicate<String> name) {
    var end = stat.lastIndexOf(')');
    if (!name.test(stat.substring(stat.indexOf('(') + 1, end))) {
      return 0;
    }
    var fields = List.of(stat.substring(end + 2).split(" "));
    return (Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM)))
        / TICKS_PER_SECOND;
  }

  /** A thread may end while it is being listed. */
  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

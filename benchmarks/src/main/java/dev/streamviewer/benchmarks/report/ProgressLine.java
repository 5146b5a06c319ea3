package dev.streamviewer.benchmarks.report;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

/** Prints the current step to the error stream, apart from the tables, which may go to a file. */
public final class ProgressLine {
  private static final long START = System.nanoTime();

  private ProgressLine() {}

  public static void say(String pattern, Object... values) {
    var seconds = (System.nanoTime() - START) / 1_000_000_000;
    System.err.printf("  %3d s  %s%n", seconds, format(pattern, values));
  }
}

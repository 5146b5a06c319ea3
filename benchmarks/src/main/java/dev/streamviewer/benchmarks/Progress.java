package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.Report.format;

/** What is done at this moment; apart from the tables, which may go to a file. */
final class Progress {
  private static final long BEGIN = System.nanoTime();

  private Progress() {}

  static void say(String what, Object... values) {
    var seconds = (System.nanoTime() - BEGIN) / 1_000_000_000;
    System.err.printf("  %3d s  %s%n", seconds, format(what, values));
  }
}

package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.MarkdownReport.format;

/** What is done at this moment; apart from the tables, which may go to a file. */
final class ProgressLine {
  private static final long BEGIN = System.nanoTime();

  private ProgressLine() {}

  static void say(String what, Object... values) {
    var seconds = (System.nanoTime() - BEGIN) / 1_000_000_000;
    System.err.printf("  %3d s  %s%n", seconds, format(what, values));
  }
}

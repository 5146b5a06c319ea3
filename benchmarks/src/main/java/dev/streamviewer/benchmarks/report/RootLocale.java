package dev.streamviewer.benchmarks.report;

import java.util.Locale;

/** Formats numbers alike on every machine: decimal points, and commas between thousands. */
public final class RootLocale {
  private RootLocale() {}

  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

package dev.streamviewer.testing;

import java.net.URI;

/** The metrics of a process, in the text format of Prometheus. */
public record ScrapedMetrics(String text) {
  /** Scrapes the management server of a process. */
  public static ScrapedMetrics of(URI management) {
    return new ScrapedMetrics(HttpCalls.get(management.resolve("/metrics")).body());
  }

  /** Scrapes the management server of a process on this machine. */
  public static ScrapedMetrics of(int managementPort) {
    return of(URI.create("http://localhost:" + managementPort));
  }

  /** Returns the value with exactly these labels; 0 if the metric is missing. */
  public double value(String nameAndLabels) {
    return sumOfLines(nameAndLabels + " ");
  }

  /** Returns the sum over all labels; 0 if the metric is missing. */
  public double total(String name) {
    return sumOfLines(name + " ") + sumOfLines(name + "{");
  }

  /** Returns the sum over the lines with a prefix, such as a name with some of its labels. */
  public double sumOfLines(String prefix) {
    return text.lines()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}

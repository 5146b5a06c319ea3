package dev.streamviewer.benchmarks.cluster;

import dev.streamviewer.benchmarks.throughput.ClusterLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The layouts to measure, from options such as {@code webhooks=1,3 notifiers=1,2 cores=one tls=no}:
 * every combination of the values. In place of both numbers {@code services=1+1,3+2} has pairs of
 * them, and {@code pods=1,2} numbers of processes with all services. Without options, all of one
 * and three webhook services with one and two notifiers on one core, then the smallest and the
 * largest with a core each, and with TLS.
 */
final class ClusterOptions {
  private static final Map<String, List<String>> DEFAULTS =
      Map.of(
          "webhooks",
          List.of("1", "3"),
          "notifiers",
          List.of("1", "2"),
          "services",
          List.of(),
          "pods",
          List.of(),
          "cores",
          List.of("one"),
          "tls",
          List.of("no"));
  private static final int MAX_PROCESSES = 9;

  private ClusterOptions() {}

  /**
   * @param certificates a folder with certificates, for layouts with TLS
   * @throws IllegalArgumentException if an option or a value is unknown
   */
  static Set<ClusterLayout> layouts(Path certificates, String... options) {
    var layouts = new LinkedHashSet<ClusterLayout>(combinations(certificates, options));
    if (options.length == 0) {
      for (var extra : List.of("cores=each", "tls=yes")) {
        layouts.addAll(combinations(certificates, "webhooks=1", "notifiers=1", extra));
        layouts.addAll(combinations(certificates, "webhooks=3", "notifiers=2", extra));
      }
    }
    return layouts;
  }

  private static List<ClusterLayout> combinations(Path certificates, String... options) {
    var values = values(options);
    var layouts = new ArrayList<ClusterLayout>();
    for (var tls : values.get("tls")) {
      for (var cores : values.get("cores")) {
        for (var size : sizes(values)) {
          layouts.add(
              new ClusterLayout(
                  size.pods(),
                  size.webhooks(),
                  size.notifiers(),
                  isFirst(cores, "each", "one"),
                  isFirst(tls, "yes", "no") ? Optional.of(certificates) : Optional.empty()));
        }
      }
    }
    return layouts;
  }

  private record Size(int pods, int webhooks, int notifiers) {}

  private static List<Size> sizes(Map<String, List<String>> values) {
    var sizes = new ArrayList<Size>();
    values.get("pods").forEach(pods -> sizes.add(new Size(number(pods), 0, 0)));
    values.get("services").forEach(pair -> sizes.add(pair(pair.split("\\+", -1))));
    if (sizes.isEmpty()) {
      for (var webhooks : values.get("webhooks")) {
        for (var notifiers : values.get("notifiers")) {
          sizes.add(new Size(0, number(webhooks), number(notifiers)));
        }
      }
    }
    return sizes;
  }

  private static Size pair(String... numbers) {
    if (numbers.length != 2) {
      throw new IllegalArgumentException(
          "The services are %s, expected two numbers such as 3+2"
              .formatted(String.join("+", numbers)));
    }
    return new Size(0, number(numbers[0]), number(numbers[1]));
  }

  private static Map<String, List<String>> values(String... options) {
    var values = new TreeMap<>(DEFAULTS);
    for (var option : options) {
      var parts = option.split("=", 2);
      if (parts.length < 2 || !DEFAULTS.containsKey(parts[0])) {
        throw new IllegalArgumentException(
            "The option is %s, expected one of %s with values, such as webhooks=1,3"
                .formatted(option, String.join(", ", new TreeMap<>(DEFAULTS).keySet())));
      }
      values.put(parts[0], Arrays.asList(parts[1].split(",")));
    }
    return values;
  }

  private static int number(String value) {
    if (!value.matches("[1-" + MAX_PROCESSES + "]")) {
      throw new IllegalArgumentException(
          "The number is %s, expected 1 to %d".formatted(value, MAX_PROCESSES));
    }
    return Integer.parseInt(value);
  }

  private static boolean isFirst(String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "The value is %s, expected %s or %s".formatted(value, first, second));
    }
    return value.equals(first);
  }
}

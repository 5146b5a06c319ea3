package dev.streamviewer.tap.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts of messages by address, and latencies of replies. */
final class TapSummary {
  /** The number of recent latencies kept per address; older values say little about the present. */
  private static final int MAX_LATENCIES = 10_000;

  private static final String HEAD = "%-24s %10s %10s %12s %12s";
  private static final String ROW = "%-24s %10d %10d %12s %12s";

  private final Map<String, Address> addresses = new TreeMap<>();
  private long leftOut;

  private static final class Address {
    private final double[] latencies = new double[MAX_LATENCIES];
    private long messages;
    private long answers;
    private long failures;
  }

  /** Adds a record. Latency counts where the reply arrives, so that it includes transport. */
  synchronized void add(JsonNode record) {
    var address = addresses.computeIfAbsent(record.path("address").asText(), it -> new Address());
    address.messages++;
    if (record.hasNonNull("failure")) {
      address.failures++;
    }
    if (record.hasNonNull("latencyMs") && "in".equals(record.path("direction").asText())) {
      address.latencies[(int) (address.answers++ % MAX_LATENCIES)] =
          record.path("latencyMs").asDouble();
    }
  }

  synchronized void leftOut(long count) {
    leftOut += count;
  }

  /** The summary as a table. */
  synchronized List<String> lines() {
    var lines = new ArrayList<String>();
    if (addresses.isEmpty()) {
      lines.add("No messages.");
    } else {
      lines.add(HEAD.formatted("address", "messages", "failures", "median", "p99"));
    }
    addresses.forEach((name, it) -> lines.add(line(name, it)));
    if (leftOut > 0) {
      lines.add("%d more were omitted.".formatted(leftOut));
    }
    return lines;
  }

  private static String line(String name, Address address) {
    var sorted = Arrays.copyOf(address.latencies, (int) Math.min(address.answers, MAX_LATENCIES));
    Arrays.sort(sorted);
    return ROW.formatted(
        TapLine.printable(name),
        address.messages,
        address.failures,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99));
  }

  /** The quantile by the nearest-rank method. */
  private static String quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f ms", sorted[(int) Math.ceil(sorted.length * share) - 1]);
  }
}

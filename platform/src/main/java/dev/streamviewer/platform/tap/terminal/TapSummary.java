package dev.streamviewer.platform.tap.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came by address, and how long answers took. */
final class TapSummary {
  /** Of each address the last so many; what is older says little of how it is now. */
  private static final int MOST_LATENCIES = 10_000;

  private static final String HEAD = "%-24s %10s %10s %12s %12s";
  private static final String ROW = "%-24s %10d %10d %12s %12s";

  private final Map<String, Address> addresses = new TreeMap<>();
  private long leftOut;

  private static final class Address {
    private final double[] latencies = new double[MOST_LATENCIES];
    private long messages;
    private long answers;
    private long failures;
  }

  /** Notes a record. An answer counts where it arrives, so that the way is in its time. */
  synchronized void add(JsonNode record) {
    var address = addresses.computeIfAbsent(record.path("address").asText(), it -> new Address());
    address.messages++;
    if (record.hasNonNull("failure")) {
      address.failures++;
    }
    if (record.hasNonNull("latencyMs") && "in".equals(record.path("direction").asText())) {
      address.latencies[(int) (address.answers++ % MOST_LATENCIES)] =
          record.path("latencyMs").asDouble();
    }
  }

  synchronized void leftOut(long count) {
    leftOut += count;
  }

  /** A table for a person. */
  synchronized List<String> lines() {
    var lines = new ArrayList<String>();
    if (addresses.isEmpty()) {
      lines.add("No message was seen.");
    } else {
      lines.add(HEAD.formatted("address", "messages", "failures", "median", "p99"));
    }
    addresses.forEach((name, it) -> lines.add(line(name, it)));
    if (leftOut > 0) {
      lines.add("%d more were left out.".formatted(leftOut));
    }
    return lines;
  }

  private static String line(String name, Address address) {
    var known = Arrays.copyOf(address.latencies, (int) Math.min(address.answers, MOST_LATENCIES));
    Arrays.sort(known);
    return ROW.formatted(
        TapLine.printable(name),
        address.messages,
        address.failures,
        quantile(known, 0.5),
        quantile(known, 0.99));
  }

  /** The smallest that so many are not above (nearest rank). */
  private static String quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f ms", sorted[(int) Math.ceil(sorted.length * share) - 1]);
  }
}

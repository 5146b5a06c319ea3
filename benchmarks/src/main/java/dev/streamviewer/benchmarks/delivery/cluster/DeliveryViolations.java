package dev.streamviewer.benchmarks.delivery.cluster;

import java.util.ArrayList;
import java.util.List;

/** The violations of the delivery promises in one simulation, up to a limit. */
public final class DeliveryViolations {
  private static final int MAX_LISTED = 20;

  private final List<String> violations = new ArrayList<>();

  public void add(String violation) {
    if (violations.size() < MAX_LISTED) {
      violations.add(violation);
    }
  }

  public List<String> list() {
    return List.copyOf(violations);
  }
}

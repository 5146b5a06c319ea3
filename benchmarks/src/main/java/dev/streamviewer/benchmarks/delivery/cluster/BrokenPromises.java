package dev.streamviewer.benchmarks.delivery.cluster;

import java.util.ArrayList;
import java.util.List;

/** The promises that one simulation has broken, up to a limit. */
public final class BrokenPromises {
  private static final int MOST = 20;

  private final List<String> promises = new ArrayList<>();

  public void add(String promise) {
    if (promises.size() < MOST) {
      promises.add(promise);
    }
  }

  public List<String> list() {
    return List.copyOf(promises);
  }
}

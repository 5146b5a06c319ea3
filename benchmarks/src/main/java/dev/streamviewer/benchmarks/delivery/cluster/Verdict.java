package dev.streamviewer.benchmarks.delivery.cluster;

import java.util.ArrayList;
import java.util.List;

/** The broken promises of one simulation. */
public final class Verdict {
  private static final int MOST = 20;

  private final List<String> broken = new ArrayList<>();

  public void broken(String promise) {
    if (broken.size() < MOST) {
      broken.add(promise);
    }
  }

  public List<String> broken() {
    return List.copyOf(broken);
  }

  public boolean isKept() {
    return broken.isEmpty();
  }
}

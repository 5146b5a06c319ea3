package dev.streamviewer.benchmarks.delivery;

import java.util.ArrayList;
import java.util.List;

/** The broken promises of one simulation. */
final class Verdict {
  private static final int MOST = 20;

  private final List<String> broken = new ArrayList<>();

  void broken(String promise) {
    if (broken.size() < MOST) {
      broken.add(promise);
    }
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  boolean isKept() {
    return broken.isEmpty();
  }
}

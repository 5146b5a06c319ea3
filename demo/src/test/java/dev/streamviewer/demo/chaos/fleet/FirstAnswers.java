package dev.streamviewer.demo.chaos.fleet;

import java.util.Map;
import java.util.TreeMap;

/** The answers to the first attempts of Twitch's messages. */
public final class FirstAnswers {
  private final Map<Integer, Integer> counts = new TreeMap<>();

  /** Starts to count anew. */
  public synchronized void begin() {
    counts.clear();
  }

  public synchronized void add(int status) {
    counts.merge(status, 1, Integer::sum);
  }

  /** Returns the number of answers by their status. */
  public synchronized Map<Integer, Integer> byStatus() {
    return Map.copyOf(counts);
  }

  /** Returns the share of messages that were not answered with 2xx. */
  public synchronized double refusedShare() {
    var all = counts.values().stream().mapToInt(Integer::intValue).sum();
    var good =
        counts.entrySet().stream()
            .filter(it -> it.getKey() / 100 == 2)
            .mapToInt(Map.Entry::getValue)
            .sum();
    return all == 0 ? 0 : (all - good) / (double) all;
  }
}

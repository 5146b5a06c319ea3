package dev.streamviewer.notifier;

import java.util.LinkedHashMap;
import java.util.Map;

/** The entries that were put or read last, in that order, as many as fit. */
final class Latest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  Latest(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}

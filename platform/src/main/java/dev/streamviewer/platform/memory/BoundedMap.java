package dev.streamviewer.platform.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map in an order, of which as many entries stay as fit; the first makes room. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  private BoundedMap(int most, boolean byUse) {
    super(16, 0.75f, byUse);
    this.most = most;
  }

  /** Who came first makes room; an entry that is replaced keeps its place. */
  public static <K, V> Map<K, V> inOrderOfArrival(int most) {
    return new BoundedMap<>(most, false);
  }

  /** Who was put or read longest ago makes room. */
  public static <K, V> Map<K, V> inOrderOfUse(int most) {
    return new BoundedMap<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}

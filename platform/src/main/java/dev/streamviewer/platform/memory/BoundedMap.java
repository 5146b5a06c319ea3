package dev.streamviewer.platform.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** An ordered map of bounded size; when full, it evicts its first entry. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int maxEntries;

  private BoundedMap(int maxEntries, boolean byUse) {
    super(16, 0.75f, byUse);
    this.maxEntries = maxEntries;
  }

  /** Evicts the entry that was added first; a replaced entry keeps its place. */
  public static <K, V> Map<K, V> inOrderOfArrival(int maxEntries) {
    return new BoundedMap<>(maxEntries, false);
  }

  /** Evicts the entry that was written or read longest ago. */
  public static <K, V> Map<K, V> inOrderOfUse(int maxEntries) {
    return new BoundedMap<>(maxEntries, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > maxEntries;
  }
}

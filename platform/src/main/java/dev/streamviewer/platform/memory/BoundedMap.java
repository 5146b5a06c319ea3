package dev.streamviewer.platform.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** An ordered map of bounded size; when full, it evicts its first entry. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int maxEntries;
  private final transient Consumer<K> onEviction;

  private BoundedMap(int maxEntries, boolean byUse, Consumer<K> onEviction) {
    super(16, 0.75f, byUse);
    this.maxEntries = maxEntries;
    this.onEviction = onEviction;
  }

  /** Evicts the entry that was added first; a replaced entry keeps its place. */
  public static <K, V> Map<K, V> inOrderOfArrival(int maxEntries) {
    return inOrderOfArrival(maxEntries, evicted -> {});
  }

  /**
   * Evicts the entry that was added first.
   *
   * @param onEviction receives the key of each evicted entry
   */
  public static <K, V> Map<K, V> inOrderOfArrival(int maxEntries, Consumer<K> onEviction) {
    return new BoundedMap<>(maxEntries, false, onEviction);
  }

  /** Evicts the entry that was written or read longest ago. */
  public static <K, V> Map<K, V> inOrderOfUse(int maxEntries) {
    return new BoundedMap<>(maxEntries, true, evicted -> {});
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    if (size() <= maxEntries) {
      return false;
    }
    onEviction.accept(eldest.getKey());
    return true;
  }
}

package dev.streamviewer.sandbox.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A bounded list of the latest entries, newest first. Confined to one event loop. */
public final class BoundedHistory<T> {
  private final int capacity;
  private final Deque<T> items = new ArrayDeque<>();

  public BoundedHistory(int capacity) {
    this.capacity = capacity;
  }

  public void add(T item) {
    if (items.size() == capacity) {
      items.removeLast();
    }
    items.addFirst(item);
  }

  public List<T> newest(int limit) {
    return items.stream().limit(limit).toList();
  }

  public void clear() {
    items.clear();
  }
}

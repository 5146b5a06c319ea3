package dev.streamviewer.webhook.dedup;

import java.util.Arrays;

/**
 * A bounded table of marks under the 128 bits of their keys, in order of creation. Holds only
 * primitive arrays: a hundred thousand objects that live for a quarter of an hour would cost each
 * garbage collection more than all short-lived garbage.
 *
 * <p>A hash table with chains of indices instead of references. Index 0 means none. The arrays
 * double until they hold the capacity, so an idle process is small.
 */
final class MarkTable {
  private static final int FIRST_CAPACITY = 1_024;

  private final int capacity;
  private int[] buckets;
  private int[] nextInBucket;
  private int[] older;
  private int[] newer;
  private long[] high;
  private long[] low;
  private long[] values;
  private long[] times;

  private int oldest;
  private int newest;
  private int free;
  private int used;
  private int size;

  MarkTable(int capacity) {
    this.capacity = capacity;
    var length = Math.min(capacity, FIRST_CAPACITY) + 1;
    buckets = new int[buckets(length)];
    nextInBucket = new int[length];
    older = new int[length];
    newer = new int[length];
    high = new long[length];
    low = new long[length];
    values = new long[length];
    times = new long[length];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The value of a key; 0 if there is none. */
  long get(MarkKey key) {
    return values[find(key)];
  }

  /** The time of a key's event; 0 if there is no mark. */
  long time(MarkKey key) {
    var mark = find(key);
    return mark == 0 ? 0 : times[mark];
  }

  /** Adds a mark without a time. */
  void put(MarkKey key, long value) {
    put(key, value, 0);
  }

  /**
   * Adds a mark, or makes it the newest. A full table evicts the oldest.
   *
   * @param value not 0
   * @param time the time of the event
   */
  void put(MarkKey key, long value, long time) {
    var mark = find(key);
    if (mark == 0) {
      mark = add(key);
    } else {
      unlink(mark);
    }
    values[mark] = value;
    times[mark] = time;
    append(mark);
  }

  void remove(MarkKey key) {
    var mark = find(key);
    if (mark != 0) {
      remove(mark);
    }
  }

  /** The value of the oldest mark; 0 if there is none. */
  long oldestValue() {
    return values[oldest];
  }

  void removeOldest() {
    if (oldest != 0) {
      remove(oldest);
    }
  }

  private int find(MarkKey key) {
    var mark = buckets[bucket(key.low())];
    while (mark != 0 && (low[mark] != key.low() || high[mark] != key.high())) {
      mark = nextInBucket[mark];
    }
    return mark;
  }

  private int add(MarkKey key) {
    if (size == capacity) {
      removeOldest();
    }
    var mark = allocate();
    high[mark] = key.high();
    low[mark] = key.low();
    chain(mark);
    size++;
    return mark;
  }

  private int allocate() {
    if (free == 0) {
      if (used == values.length - 1) {
        grow();
      }
      return ++used;
    }
    var mark = free;
    free = nextInBucket[mark];
    return mark;
  }

  /** Doubles the arrays; called only while each mark is in use. */
  private void grow() {
    var length = Math.min(capacity, 2 * used) + 1;
    nextInBucket = new int[length];
    older = Arrays.copyOf(older, length);
    newer = Arrays.copyOf(newer, length);
    high = Arrays.copyOf(high, length);
    low = Arrays.copyOf(low, length);
    values = Arrays.copyOf(values, length);
    times = Arrays.copyOf(times, length);
    buckets = new int[buckets(length)];
    for (var mark = 1; mark <= used; mark++) {
      chain(mark);
    }
  }

  private static int buckets(int length) {
    return Math.max(2, Integer.highestOneBit(length - 1) * 2);
  }

  private void chain(int mark) {
    var bucket = bucket(low[mark]);
    nextInBucket[mark] = buckets[bucket];
    buckets[bucket] = mark;
  }

  private void remove(int mark) {
    unchain(mark);
    unlink(mark);
    values[mark] = 0;
    nextInBucket[mark] = free;
    free = mark;
    size--;
  }

  private void append(int mark) {
    older[mark] = newest;
    newer[mark] = 0;
    if (newest == 0) {
      oldest = mark;
    } else {
      newer[newest] = mark;
    }
    newest = mark;
  }

  private void unlink(int mark) {
    if (older[mark] == 0) {
      oldest = newer[mark];
    } else {
      newer[older[mark]] = newer[mark];
    }
    if (newer[mark] == 0) {
      newest = older[mark];
    } else {
      older[newer[mark]] = older[mark];
    }
  }

  private void unchain(int mark) {
    var bucket = bucket(low[mark]);
    if (buckets[bucket] == mark) {
      buckets[bucket] = nextInBucket[mark];
      return;
    }
    var previous = buckets[bucket];
    while (nextInBucket[previous] != mark) {
      previous = nextInBucket[previous];
    }
    nextInBucket[previous] = nextInBucket[mark];
  }

  /** The low bits of a digest are as random as any others. */
  private int bucket(long keyLow) {
    return (int) keyLow & (buckets.length - 1);
  }
}

package dev.streamviewer.benchmarks.load;

import java.util.BitSet;

/**
 * The message numbers for a server: the next, or a duplicate, sent so long ago that its answer has
 * arrived. Acknowledged numbers are kept for comparison with the arrived ones.
 */
final class EventSequence {
  /** Exceeds the number of messages that can be pending on the connections of a closed loop. */
  private static final int WINDOW = 2_000;

  private final BitSet acknowledged = new BitSet();
  private int next = 2 * WINDOW;
  private int turn;
  private int remainder;

  /** The distance from the next number to the oldest duplicate. */
  static int reach() {
    return 2 * WINDOW;
  }

  int next() {
    return next;
  }

  /**
   * Takes the next number, or a duplicate.
   *
   * @param duplicates the percentage of duplicates, evenly spread
   */
  int take(int duplicates) {
    remainder += duplicates;
    if (remainder >= 100) {
      remainder -= 100;
      turn = (turn + 1) % WINDOW;
      return next - 2 * WINDOW + turn;
    }
    return next++;
  }

  void acknowledged(int number) {
    acknowledged.set(number);
  }

  /** The number of acknowledged messages that have not arrived. */
  long missing(BitSet arrived) {
    var missing = (BitSet) acknowledged.clone();
    missing.andNot(arrived);
    return missing.cardinality();
  }
}

package dev.streamviewer.benchmarks.load;

import java.util.BitSet;

/**
 * The numbers of the messages to one server: the next, or, for a duplicate, one that was sent so
 * long ago that its answer is there. What was acknowledged is kept, to be held against what
 * arrived.
 */
final class EventSequence {
  /** Older than anything that may be under way on the connections of a closed loop. */
  private static final int WINDOW = 2_000;

  private final BitSet acknowledged = new BitSet();
  private int next = 2 * WINDOW;
  private int turn;
  private int remainder;

  /** How many numbers before the next may be given as duplicates. */
  static int reach() {
    return 2 * WINDOW;
  }

  int next() {
    return next;
  }

  /**
   * @param duplicates how many in a hundred are duplicates, evenly spread
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

  /** How many acknowledged ones are not among those that arrived. */
  long missing(BitSet arrived) {
    var missing = (BitSet) acknowledged.clone();
    missing.andNot(arrived);
    return missing.cardinality();
  }
}

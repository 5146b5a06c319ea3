package dev.streamviewer.platform.record;

/**
 * The version of everything that processes write for each other, on the bus and in the maps of the
 * cluster. Grows only with a change that the previous release cannot read; unknown fields need no
 * new version.
 *
 * <p>A binary format carries the version in the highest byte of its first number, a length or a
 * counter, as the number of versions before it: 0 for version 1.
 */
public final class FormatVersion {
  public static final int CURRENT = 1;

  private static final int MARK_BITS = 24;
  private static final int LONG_MARK_BITS = 56;
  private static final int MAX_NUMBER = (1 << MARK_BITS) - 1;

  private FormatVersion() {}

  /**
   * Adds the version to the first number of a format.
   *
   * @throws IllegalArgumentException if the number needs the highest byte itself
   */
  public static int mark(int number) {
    if (number < 0 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("A record has %d bytes or parts".formatted(number));
    }
    return CURRENT - 1 << MARK_BITS | number;
  }

  /**
   * Returns the first number of a format without the version.
   *
   * @throws UnreadableRecord if the version is newer than this release knows
   */
  public static int unmark(int marked, Class<?> type) {
    check((marked >>> MARK_BITS) + 1, type);
    return marked & MAX_NUMBER;
  }

  /** Adds the version to a counter, with which a format begins. */
  public static long mark(long counter) {
    return CURRENT - 1L << LONG_MARK_BITS | counter;
  }

  /**
   * Returns a counter without the version.
   *
   * @throws UnreadableRecord if the version is newer than this release knows
   */
  public static long unmark(long marked, Class<?> type) {
    check((int) (marked >>> LONG_MARK_BITS) + 1, type);
    return marked & (1L << LONG_MARK_BITS) - 1;
  }

  /**
   * Checks a version.
   *
   * @throws UnreadableRecord if the version is newer than this release knows
   */
  public static void check(int version, Class<?> type) {
    if (version > CURRENT) {
      throw UnreadableRecord.newer(type, version);
    }
  }
}

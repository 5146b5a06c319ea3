package dev.streamviewer.tap;

/** A token bucket for records; its capacity is the limit of one second. */
final class RecordRateLimit {
  private static final double NANOS = 1e9;

  private final int perSecond;
  private double left;
  private long last;

  /**
   * @param now see {@link System#nanoTime()}
   */
  RecordRateLimit(int perSecond, long now) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.last = now;
  }

  /** Whether one more record may pass. */
  boolean pass(long now) {
    left = Math.min(perSecond, left + (now - last) / NANOS * perSecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

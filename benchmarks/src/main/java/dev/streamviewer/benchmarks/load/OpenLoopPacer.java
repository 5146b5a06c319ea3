package dev.streamviewer.benchmarks.load;

/** The schedule of a plan: the next message is due at once, or after even intervals. */
final class OpenLoopPacer {
  static final long NOT_YET = Long.MIN_VALUE;

  private final long begin;
  private final long end;
  private final double interval;
  private long taken;

  OpenLoopPacer(LoadPlan plan, long begin) {
    this.begin = begin;
    this.end = begin + (long) (plan.seconds() * 1e9);
    this.interval = plan.isClosed() ? 0 : 1e9 / plan.perSecond();
  }

  boolean isOver(long now) {
    return now >= end;
  }

  /** The due time of the next message; {@link #NOT_YET} if none is due. */
  long due(long now) {
    if (interval == 0) {
      return now;
    }
    var due = begin + (long) (taken * interval);
    return due <= now ? due : NOT_YET;
  }

  void taken() {
    taken++;
  }

  /** The number of messages that were due by the end, but never sent. */
  long skipped() {
    return interval == 0 ? 0 : Math.max(0, (long) ((end - begin) / interval) - taken);
  }
}

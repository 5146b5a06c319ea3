package dev.streamviewer.tap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that serve a tap, by their answers to its announcements. */
final class TapMembers {
  /** A bound for the memory; the cluster is far smaller. */
  private static final int MAX_MEMBERS = 1_000;

  private final Map<String, Long> heardAt = new LinkedHashMap<>();
  private final Duration begin;
  private final Duration silence;
  private final long openedAt;

  /** A change of the members, named as in the tap's events. */
  enum Change {
    /** A process that was there when the tap was opened. */
    PRESENT,
    JOINED,
    /** A process that stopped, and said so. */
    LEFT,
    /** A process that no longer answers: it died, or is cut off. */
    SILENT
  }

  /**
   * @param begin the time within which processes count as present
   * @param silence the time without an answer after which a process counts as silent
   * @param openedAt see {@link System#nanoTime()}
   */
  TapMembers(Duration begin, Duration silence, long openedAt) {
    this.begin = begin;
    this.silence = silence;
    this.openedAt = openedAt;
  }

  /** Notes an answer; returns the change that it means, if any. */
  Optional<Change> answered(String node, long now) {
    if (heardAt.size() >= MAX_MEMBERS || heardAt.put(node, now) != null) {
      return Optional.empty();
    }
    return Optional.of(now - openedAt < begin.toNanos() ? Change.PRESENT : Change.JOINED);
  }

  /** Notes that a process stops; true if it was a member. */
  boolean left(String node) {
    return heardAt.remove(node) != null;
  }

  /** Removes and returns the processes that are silent for too long. */
  List<String> removeSilent(long now) {
    var silent =
        heardAt.entrySet().stream()
            .filter(it -> now - it.getValue() > silence.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(heardAt::remove);
    return silent;
  }
}

package dev.streamviewer.webhook.delivery;

import dev.streamviewer.webhook.delivery.Outbox.Entry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Decides when an event of the outbox is given up: an hour after it was stored, but only if this
 * process itself has tried in vain for ten minutes. The clock of a process may be wrong by hours,
 * and alone would give up everything at once.
 */
final class OutboxExpiry {
  static final Duration MAX_AGE = Duration.ofHours(1);
  static final Duration MIN_RETRY_TIME = Duration.ofMinutes(10);

  private final Clock clock;
  private final LongSupplier nanoTime;

  /** The time of the first vain try by id. */
  private final Map<String, Long> firstTries = new HashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  OutboxExpiry(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Notes a vain try. */
  void failed(Entry entry) {
    firstTries.putIfAbsent(entry.event().id(), nanoTime.getAsLong());
  }

  boolean isOver(Entry entry) {
    var firstTry = firstTries.get(entry.event().id());
    return firstTry != null
        && nanoTime.getAsLong() - firstTry >= MIN_RETRY_TIME.toNanos()
        && Duration.between(entry.since(), clock.instant()).compareTo(MAX_AGE) > 0;
  }

  /** Forgets events that are no longer in the outbox. */
  void retain(Set<String> waiting) {
    firstTries.keySet().retainAll(waiting);
  }
}

package dev.streamviewer.webhook;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which messages are being delivered and which have been. Twitch sends a message again
 * when we were slow, and our own bus may ask twice, so the same message can be on its way twice at
 * one moment.
 *
 * <p>Bounded: beyond its capacity the oldest marks go first. A mark that went too early costs a
 * second copy at Pusher, which the page drops by its id.
 */
final class Inbox {
  /** Longer than any delivery may take. */
  private static final Duration WHILE_IN_FLIGHT = Duration.ofSeconds(15);

  /** Longer than the window in which Twitch's timestamps are accepted. */
  private static final Duration ONCE_DELIVERED = Duration.ofMinutes(15);

  /** What is known of a message that wants to be delivered. */
  enum Claim {
    /** Nothing: now it is ours to deliver. */
    NEW,
    /** Somebody is delivering it. */
    IN_FLIGHT,
    /** Done. */
    DELIVERED
  }

  private record Mark(boolean delivered, Instant end) {}

  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final int capacity;
  private final Clock clock;

  Inbox(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Claims a message: only one caller at a time is told {@link Claim#NEW}. */
  Future<Claim> claim(String key) {
    var mark = marks.get(key);
    if (mark != null && clock.instant().isBefore(mark.end())) {
      return Future.succeededFuture(mark.delivered() ? Claim.DELIVERED : Claim.IN_FLIGHT);
    }
    put(key, false, WHILE_IN_FLIGHT);
    return Future.succeededFuture(Claim.NEW);
  }

  /** The message has reached Pusher. */
  void confirm(String key) {
    put(key, true, ONCE_DELIVERED);
  }

  /** The message has not reached Pusher; whoever comes next may try. */
  void release(String key) {
    marks.remove(key);
  }

  int size() {
    return marks.size();
  }

  /** Marks stand in the order of their making, so those past their end are near the front. */
  private void put(String key, boolean delivered, Duration life) {
    var now = clock.instant();
    marks.remove(key);
    marks.put(key, new Mark(delivered, now.plus(life)));
    for (Iterator<Mark> oldest = marks.values().iterator(); oldest.hasNext(); ) {
      var mark = oldest.next();
      if (marks.size() <= capacity && now.isBefore(mark.end())) {
        break;
      }
      oldest.remove();
    }
  }
}

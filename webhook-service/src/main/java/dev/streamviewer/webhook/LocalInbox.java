package dev.streamviewer.webhook;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The marks of one process. Bounded: beyond its capacity the oldest go first. A mark that went too
 * early costs a second copy at Pusher, which the page drops by its id.
 */
final class LocalInbox implements Inbox {
  /** Two of these are made an event: so the end is a number, in milliseconds since 1970. */
  private record Mark(boolean delivered, long end) {}

  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final int capacity;
  private final Clock clock;

  LocalInbox(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  @Override
  public Future<Claim> claim(String key) {
    var mark = marks.get(key);
    if (mark != null && clock.millis() < mark.end()) {
      return Future.succeededFuture(mark.delivered() ? Claim.DELIVERED : Claim.IN_FLIGHT);
    }
    put(key, false, WHILE_IN_FLIGHT);
    return Future.succeededFuture(Claim.NEW);
  }

  @Override
  public void confirm(String key) {
    put(key, true, ONCE_DELIVERED);
  }

  @Override
  public void release(String key) {
    marks.remove(key);
  }

  int size() {
    return marks.size();
  }

  /** Marks stand in the order of their making, so those past their end are near the front. */
  private void put(String key, boolean delivered, Duration life) {
    var now = clock.millis();
    marks.remove(key);
    marks.put(key, new Mark(delivered, now + life.toMillis()));
    for (Iterator<Mark> oldest = marks.values().iterator(); oldest.hasNext(); ) {
      var mark = oldest.next();
      if (marks.size() <= capacity && now < mark.end()) {
        break;
      }
      oldest.remove();
    }
  }
}

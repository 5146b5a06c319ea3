package dev.streamviewer.webhook;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The marks of one process. Bounded: beyond its capacity the oldest go first. A mark that went too
 * early costs a second copy at Pusher, which the page drops by its id.
 */
final class LocalInbox implements Inbox {
  private record Mark(boolean delivered, Instant end) {}

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
    if (mark != null && clock.instant().isBefore(mark.end())) {
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

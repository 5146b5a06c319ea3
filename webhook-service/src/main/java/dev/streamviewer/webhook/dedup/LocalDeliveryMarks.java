package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/**
 * The marks of one process. Bounded: beyond the capacity the oldest are evicted. An early eviction
 * costs a duplicate at Pusher, which the page drops by id. The table stores digests instead of
 * keys.
 */
public final class LocalDeliveryMarks implements DeliveryMarks {
  /** A value is the expiry of a mark in milliseconds since 1970, negated if delivered. */
  private final MarkTable marks;

  private final Clock clock;

  public LocalDeliveryMarks(int capacity, Clock clock) {
    this.marks = new MarkTable(capacity);
    this.clock = clock;
  }

  @Override
  public Future<Claim> claim(MarkKey key, Instant at) {
    var now = clock.millis();
    var mark = marks.get(key);
    if (mark != 0 && now < Math.abs(mark) && isTimeOf(key, at)) {
      return Future.succeededFuture(mark < 0 ? Claim.DELIVERED : Claim.IN_FLIGHT);
    }
    marks.put(key, now + WHILE_IN_FLIGHT.toMillis(), at.toEpochMilli());
    removeExpired(now);
    return Future.succeededFuture(Claim.NEW);
  }

  @Override
  public void confirm(MarkKey key, Instant at) {
    var now = clock.millis();
    marks.put(key, -(now + ONCE_DELIVERED.toMillis()), at.toEpochMilli());
    removeExpired(now);
  }

  @Override
  public void release(MarkKey key) {
    marks.remove(key);
  }

  public int size() {
    return marks.size();
  }

  private boolean isTimeOf(MarkKey key, Instant at) {
    return StreamEvent.isWithinKeyWindow(at, Instant.ofEpochMilli(marks.time(key)));
  }

  /** Removes expired marks. Marks are in order of creation, so expired ones are near the front. */
  private void removeExpired(long now) {
    while (!marks.isEmpty() && Math.abs(marks.oldestValue()) <= now) {
      marks.removeOldest();
    }
  }
}

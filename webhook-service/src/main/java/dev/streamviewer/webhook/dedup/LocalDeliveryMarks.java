package dev.streamviewer.webhook.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.crypto.Sha2;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The marks of one process. Bounded: beyond the capacity the oldest are evicted. An early eviction
 * costs a duplicate at Pusher, which the page drops by id. The table stores the first half of a
 * key's SHA-256: a collision is less likely than two equal message ids.
 */
public final class LocalDeliveryMarks implements DeliveryMarks {
  /** A value is the expiry of a mark in milliseconds since 1970, negated if delivered. */
  private final MarkTable marks;

  private final MessageDigest digest;
  private final Clock clock;

  public LocalDeliveryMarks(int capacity, Clock clock) {
    this.marks = new MarkTable(capacity);
    this.digest = Sha2.newSha256();
    this.clock = clock;
  }

  @Override
  public Future<Claim> claim(String key, Instant at) {
    var id = digest(key);
    var mark = marks.get(id);
    if (mark != 0 && clock.millis() < Math.abs(mark) && isTimeOf(id, at)) {
      return Future.succeededFuture(mark < 0 ? Claim.DELIVERED : Claim.IN_FLIGHT);
    }
    marks.put(id, expiryAfter(WHILE_IN_FLIGHT), at.toEpochMilli());
    removeExpired();
    return Future.succeededFuture(Claim.NEW);
  }

  @Override
  public void confirm(String key, Instant at) {
    marks.put(digest(key), -expiryAfter(ONCE_DELIVERED), at.toEpochMilli());
    removeExpired();
  }

  @Override
  public void release(String key) {
    marks.remove(digest(key));
  }

  public int size() {
    return marks.size();
  }

  private boolean isTimeOf(MarkTable.Key id, Instant at) {
    return StreamEvent.isWithinKeyWindow(at, Instant.ofEpochMilli(marks.time(id)));
  }

  private long expiryAfter(Duration ttl) {
    return clock.millis() + ttl.toMillis();
  }

  /** Removes expired marks. Marks are in order of creation, so expired ones are near the front. */
  private void removeExpired() {
    var now = clock.millis();
    while (!marks.isEmpty() && Math.abs(marks.oldestValue()) <= now) {
      marks.removeOldest();
    }
  }

  private MarkTable.Key digest(String key) {
    var bytes = ByteBuffer.wrap(digest.digest(key.getBytes(UTF_8)));
    return new MarkTable.Key(bytes.getLong(), bytes.getLong());
  }
}

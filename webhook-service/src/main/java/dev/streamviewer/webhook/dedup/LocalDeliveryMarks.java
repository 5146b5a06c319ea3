package dev.streamviewer.webhook.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;

/**
 * The marks of one process. Bounded: beyond its capacity the oldest go first. A mark that went too
 * early costs a second copy at Pusher, which the page drops by its id. Of a key the first half of
 * its SHA-256 is kept: that two messages share it is less likely than that they share an id.
 */
public final class LocalDeliveryMarks implements DeliveryMarks {
  /** A value is the end of a mark, in milliseconds since 1970, before zero if delivered. */
  private final MarkTable marks;

  private final MessageDigest digest;
  private final Clock clock;

  public LocalDeliveryMarks(int capacity, Clock clock) {
    this.marks = new MarkTable(capacity);
    this.digest = sha256();
    this.clock = clock;
  }

  @Override
  public Future<Claim> claim(String key) {
    var id = digest(key);
    var mark = marks.get(id);
    if (mark != 0 && clock.millis() < Math.abs(mark)) {
      return Future.succeededFuture(mark < 0 ? Claim.DELIVERED : Claim.IN_FLIGHT);
    }
    marks.put(id, endOf(WHILE_IN_FLIGHT));
    forgetThePast();
    return Future.succeededFuture(Claim.NEW);
  }

  @Override
  public void confirm(String key) {
    marks.put(digest(key), -endOf(ONCE_DELIVERED));
    forgetThePast();
  }

  @Override
  public void release(String key) {
    marks.remove(digest(key));
  }

  public int size() {
    return marks.size();
  }

  private long endOf(Duration life) {
    return clock.millis() + life.toMillis();
  }

  /** Marks stand in the order of their making, so those past their end are near the front. */
  private void forgetThePast() {
    var now = clock.millis();
    while (!marks.isEmpty() && Math.abs(marks.oldestValue()) <= now) {
      marks.removeOldest();
    }
  }

  private MarkTable.Key digest(String key) {
    var bytes = ByteBuffer.wrap(digest.digest(key.getBytes(UTF_8)));
    return new MarkTable.Key(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java has SHA-256", e);
    }
  }
}

package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.crypto.Sha2;
import java.nio.ByteBuffer;

/**
 * The key of a mark: the id of a message, or a natural key of an event. Carries the first half of
 * its SHA-256, since each step of a delivery needs it: a collision is less likely than two equal
 * message ids.
 */
public record MarkKey(String text, long high, long low) {
  /** Computes the digest of a key. */
  public static MarkKey of(String text) {
    var digest = ByteBuffer.wrap(Sha2.sha256(text));
    return new MarkKey(text, digest.getLong(), digest.getLong());
  }

  /** Returns the half of the digest, which reveals nothing about the key. */
  byte[] digest() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
  }

  /** The key itself, for logs. */
  @Override
  public String toString() {
    return text;
  }
}

package dev.streamviewer.webhook.dedup;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Remembers which messages are being delivered and which have been. Twitch sends a message again
 * when we were slow, and our own bus may ask twice, so the same message can be on its way twice at
 * one moment.
 */
public interface DeliveryMarks {
  /** Longer than any delivery may take; then the mark of a process that died is gone. */
  Duration WHILE_IN_FLIGHT = Duration.ofSeconds(15);

  /** Longer than the window in which Twitch's timestamps are accepted. */
  Duration ONCE_DELIVERED = Duration.ofMinutes(15);

  /** What is known of a message that wants to be delivered. */
  enum Claim {
    /** Nothing: now it is ours to deliver. */
    NEW,
    /** Somebody is delivering it. */
    IN_FLIGHT,
    /** Done. */
    DELIVERED
  }

  /**
   * Claims a message: only one caller at a time is told {@link Claim#NEW}.
   *
   * @return fails if it cannot be told; then the message must come again
   */
  Future<Claim> claim(String key);

  /** The message is with Pusher, or kept for it. */
  void confirm(String key);

  /** The message is neither; whoever comes next may try. */
  void release(String key);
}

package dev.streamviewer.webhook.dedup;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Marks of messages in delivery and delivered messages. Twitch repeats a message after a slow
 * answer, and our own bus may repeat a request, so a message can arrive twice at once.
 */
public interface DeliveryMarks {
  /** Longer than any delivery; afterwards the mark of a crashed process is gone. */
  Duration WHILE_IN_FLIGHT = Duration.ofSeconds(15);

  /** Longer than the accepted window of Twitch's timestamps. */
  Duration ONCE_DELIVERED = Duration.ofMinutes(15);

  /** The state of a message before its delivery. */
  enum Claim {
    /** Unmarked until now; the caller delivers it. */
    NEW,
    /** In delivery by another caller. */
    IN_FLIGHT,
    /** Delivered. */
    DELIVERED
  }

  /**
   * Claims a message: only one caller at a time gets {@link Claim#NEW}.
   *
   * @return fails if the state is unknown; then Twitch must send the message again
   */
  Future<Claim> claim(String key);

  /** Marks a message as delivered: Pusher has accepted it, or the outbox holds it. */
  void confirm(String key);

  /** Removes the mark of an undelivered message; the next caller may try. */
  void release(String key);
}

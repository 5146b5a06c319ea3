package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/**
 * Marks of messages in delivery and delivered messages. Twitch repeats a message after a slow
 * answer, and our own bus may repeat a request, so a message can arrive twice at once.
 */
public interface DeliveryMarks {
  /**
   * The time in which the first caller may still get an answer. A delivery may go on for longer,
   * but Twitch's next attempt then tries anew: the first may hang at a process that is gone.
   */
  Duration WHILE_IN_FLIGHT = Duration.ofSeconds(1);

  /** Longer than the accepted window of Twitch's timestamps. */
  Duration ONCE_DELIVERED = StreamEvent.KEY_WINDOW;

  /** The time of a message, whose id never means another message. */
  Instant ANY_TIME = Instant.EPOCH;

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
   * Claims an event: only one caller at a time gets {@link Claim#NEW}. An event with the same key
   * at another time is another event ({@link StreamEvent#isWithinKeyWindow}).
   *
   * @return fails if the state is unknown; then Twitch must send the message again
   */
  Future<Claim> claim(MarkKey key, Instant at);

  /** Marks an event as delivered: Pusher has accepted it, or the outbox holds it. */
  void confirm(MarkKey key, Instant at);

  /** Removes the mark of an undelivered event; the next caller may try. */
  void release(MarkKey key);
}

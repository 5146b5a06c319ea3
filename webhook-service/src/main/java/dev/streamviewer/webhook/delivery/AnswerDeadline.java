package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import io.vertx.core.Future;
import java.time.Duration;

/** The time that an answer to Twitch may take: longer while the outbox can store events. */
public final class AnswerDeadline {
  private static final Duration TIMEOUT_WITH_OUTBOX = EventDelivery.PUSHER_TIMEOUT.plusMillis(600);

  private final Outbox outbox;
  private final Timeouts timeouts;

  public AnswerDeadline(Outbox outbox, Timers timers) {
    this.outbox = outbox;
    this.timeouts = new Timeouts(timers);
  }

  /** Returns the same result, or a failure at the deadline. The work is not cancelled. */
  <T> Future<T> await(Future<T> work) {
    return timeouts.within(
        outbox.isOpen() ? TIMEOUT_WITH_OUTBOX : EventDelivery.PUSHER_TIMEOUT, "The delivery", work);
  }
}

package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.FixedTimeout;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BiConsumer;

/** The time that an answer to Twitch may take: longer while the outbox can store events. */
public final class AnswerDeadline {
  private static final Duration OUTBOX_TIMEOUT = Duration.ofMillis(600);

  private final Outbox outbox;
  private final FixedTimeout withOutbox;
  private final FixedTimeout withoutOutbox;

  /**
   * @param timer runs an action once, after a pause
   */
  public AnswerDeadline(Outbox outbox, BiConsumer<Duration, Runnable> timer) {
    this.outbox = outbox;
    this.withOutbox = new FixedTimeout(EventDelivery.PUSHER_TIMEOUT.plus(OUTBOX_TIMEOUT), timer);
    this.withoutOutbox = new FixedTimeout(EventDelivery.PUSHER_TIMEOUT, timer);
  }

  /** Returns the same result, or a failure at the deadline. The work is not cancelled. */
  <T> Future<T> await(Future<T> work) {
    return (outbox.isOpen() ? withOutbox : withoutOutbox).await(work);
  }
}

package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Tells whether events wait for Pusher, so that viewers hear of it. The outbox tells of failures in
 * other processes. Without an outbox, Twitch sends the events again.
 */
public final class DeliveryDelay {
  /** A shorter failure is over before a viewer has read of it. */
  static final Duration TOLD_AFTER = Duration.ofSeconds(30);

  /** Without further attempts, an old failure says nothing about the present. */
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Clock clock;

  /** The first failure since Pusher last accepted an event; null if there is none. */
  private Instant since;

  private Instant lastFailure = Instant.MIN;

  public DeliveryDelay(Clock clock) {
    this.clock = clock;
  }

  /** Wraps a notifier and notes whether it delivers. */
  public Function<StreamEvent, Future<CallbackOutcome>> of(
      Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    return event ->
        notifier.apply(event).onSuccess(outcome -> since = null).onFailure(failure -> failed());
  }

  /** Notes whether events wait in the outbox of all processes. */
  public void check(Outbox outbox) {
    if (outbox.size() > 0) {
      failed();
    } else if (outbox.isOpen()) {
      since = null;
    }
  }

  /** Whether no event has been delivered for some time although there are events. */
  public boolean isLasting() {
    var now = clock.instant();
    return since != null
        && !now.isBefore(since.plus(TOLD_AFTER))
        && now.isBefore(lastFailure.plus(FORGOTTEN_AFTER));
  }

  private void failed() {
    lastFailure = clock.instant();
    since = since == null ? lastFailure : since;
  }
}

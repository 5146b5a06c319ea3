package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers an event to Pusher, or stores it in the outbox if Pusher does not accept it in time. */
public final class EventDelivery {
  private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);

  /** The time after which an event goes to the outbox. */
  static final Duration PUSHER_TIMEOUT = Duration.ofSeconds(1);

  private final Function<StreamEvent, Future<CallbackOutcome>> notifier;
  private final Outbox outbox;
  private final Timeouts timeouts;

  /**
   * @param notifier delivers an event; completes when Pusher has accepted it
   */
  public EventDelivery(
      Function<StreamEvent, Future<CallbackOutcome>> notifier, Outbox outbox, Timers timers) {
    this.notifier = notifier;
    this.outbox = outbox;
    this.timeouts = new Timeouts(timers);
  }

  /**
   * Delivers an event.
   *
   * @return delivered, undeliverable or stored. If the outbox is not available, the delivery goes
   *     on waiting for Pusher, so that the message counts as delivered when Twitch sends it again
   */
  public Future<CallbackOutcome> deliver(StreamEvent event) {
    LogContext.set(event.subject());
    var accepted = notifier.apply(event);
    return timeouts
        .within(PUSHER_TIMEOUT, "The notifier's answer", accepted)
        .recover(failure -> store(event, accepted, failure).recover(notStored -> accepted));
  }

  private Future<CallbackOutcome> store(
      StreamEvent event, Future<CallbackOutcome> accepted, Throwable failure) {
    return outbox
        .store(event)
        .onSuccess(
            stored -> {
              log.info(
                  "Stored {} of {} ({}) in the outbox: {}",
                  event.type(),
                  event.streamer().login(),
                  event.id(),
                  failure.getMessage());
              // Pusher may have been only slow.
              accepted.onSuccess(outcome -> outbox.remove(event.id()));
            })
        .map(CallbackOutcome.KEPT);
  }
}

package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.FixedTimeout;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an event to Pusher, or, where Pusher does not take it in time, into the outbox. */
public final class EventDelivery {
  private static final Logger log = LoggerFactory.getLogger(EventDelivery.class);

  private static final Duration WAIT_FOR_PUSHER = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_OUTBOX = Duration.ofMillis(600);

  private final Function<StreamEvent, Future<CallbackOutcome>> notifier;
  private final Outbox outbox;
  private final FixedTimeout pusher;
  private final FixedTimeout whole;
  private final FixedTimeout wholeWithOutbox;

  /**
   * @param notifier hands an event on; completes when Pusher has it
   * @param timer runs an action once, after a pause
   */
  public EventDelivery(
      Function<StreamEvent, Future<CallbackOutcome>> notifier,
      Outbox outbox,
      BiConsumer<Duration, Runnable> timer) {
    this.notifier = notifier;
    this.outbox = outbox;
    this.pusher = new FixedTimeout(WAIT_FOR_PUSHER, timer);
    this.whole = new FixedTimeout(WAIT_FOR_PUSHER, timer);
    this.wholeWithOutbox = new FixedTimeout(WAIT_FOR_PUSHER.plus(WAIT_FOR_OUTBOX), timer);
  }

  /** Waits for something, as long as Twitch may have to wait for an answer. */
  public <T> Future<T> inTime(Future<T> work) {
    return (outbox.isOpen() ? wholeWithOutbox : whole).await(work);
  }

  /**
   * Delivers an event.
   *
   * @return what it came to: delivered, undeliverable or kept. Where nothing can be kept it goes on
   *     to wait for Pusher, so that the message is found delivered when Twitch sends it again
   */
  public Future<CallbackOutcome> deliver(StreamEvent event) {
    LogContext.set(MessageSubject.of(event));
    var accepted = notifier.apply(event);
    return pusher
        .await(accepted)
        .recover(late -> keep(event, accepted, late).recover(notKept -> accepted));
  }

  private Future<CallbackOutcome> keep(
      StreamEvent event, Future<CallbackOutcome> accepted, Throwable late) {
    return outbox
        .keep(event)
        .onSuccess(
            kept -> {
              log.info(
                  "Kept {} of {} ({}): {}",
                  event.type(),
                  event.streamer().login(),
                  event.id(),
                  late.getMessage());
              // Pusher may have been only slow.
              accepted.onSuccess(outcome -> outbox.remove(event.id()));
            })
        .map(CallbackOutcome.KEPT);
  }
}

package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Subject;
import dev.streamviewer.platform.telemetry.CurrentSubject;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an event to Pusher, or, where Pusher does not take it in time, into the outbox. */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private static final Duration WAIT_FOR_PUSHER = Duration.ofSeconds(1);
  private static final Duration WAIT_FOR_OUTBOX = Duration.ofMillis(600);

  private final Function<StreamEvent, Future<Outcome>> notifier;
  private final Outbox outbox;
  private final Patience pusher;
  private final Patience whole;
  private final Patience wholeWithOutbox;

  /**
   * @param notifier hands an event on; completes when Pusher has it
   * @param timer runs an action once, after a pause
   */
  Delivery(
      Function<StreamEvent, Future<Outcome>> notifier,
      Outbox outbox,
      BiConsumer<Duration, Runnable> timer) {
    this.notifier = notifier;
    this.outbox = outbox;
    this.pusher = new Patience(WAIT_FOR_PUSHER, timer);
    this.whole = new Patience(WAIT_FOR_PUSHER, timer);
    this.wholeWithOutbox = new Patience(WAIT_FOR_PUSHER.plus(WAIT_FOR_OUTBOX), timer);
  }

  /** Waits for something, as long as Twitch may have to wait for an answer. */
  <T> Future<T> inTime(Future<T> work) {
    return (outbox.isOpen() ? wholeWithOutbox : whole).await(work);
  }

  /**
   * Delivers an event.
   *
   * @return what it came to: delivered, undeliverable or kept. Where nothing can be kept it goes on
   *     to wait for Pusher, so that the message is found delivered when Twitch sends it again
   */
  Future<Outcome> deliver(StreamEvent event) {
    CurrentSubject.set(Subject.of(event));
    var accepted = notifier.apply(event);
    return pusher
        .await(accepted)
        .recover(late -> keep(event, accepted, late).recover(notKept -> accepted));
  }

  private Future<Outcome> keep(StreamEvent event, Future<Outcome> accepted, Throwable late) {
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
        .map(Outcome.KEPT);
  }
}

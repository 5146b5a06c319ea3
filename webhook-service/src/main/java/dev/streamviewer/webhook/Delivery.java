package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Subject;
import dev.streamviewer.platform.telemetry.CurrentSubject;
import io.vertx.core.Future;
import java.time.Duration;
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

  /**
   * @param notifier hands an event on; completes when Pusher has it
   */
  Delivery(Function<StreamEvent, Future<Outcome>> notifier, Outbox outbox) {
    this.notifier = notifier;
    this.outbox = outbox;
  }

  /** How long Twitch may have to wait for an answer. */
  Duration patience() {
    return outbox.isOpen() ? WAIT_FOR_PUSHER.plus(WAIT_FOR_OUTBOX) : WAIT_FOR_PUSHER;
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
    return accepted
        .timeout(WAIT_FOR_PUSHER.toMillis(), MILLISECONDS)
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

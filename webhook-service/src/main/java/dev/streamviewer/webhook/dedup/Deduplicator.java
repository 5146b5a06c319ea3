package dev.streamviewer.webhook.dedup;

import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/** Runs work once for each key, also under concurrent requests. */
public final class Deduplicator {
  private final DeliveryMarks marks;

  public Deduplicator(DeliveryMarks marks) {
    this.marks = marks;
  }

  /** Runs the work of a message unless it was done or is in progress. */
  public Future<CallbackOutcome> once(String messageId, Supplier<Future<CallbackOutcome>> work) {
    return once(messageId, DeliveryMarks.ANY_TIME, work);
  }

  /**
   * Runs the work of an event unless it was done or is in progress.
   *
   * @param work completes with the outcome; a retryable outcome frees the key again
   */
  public Future<CallbackOutcome> once(
      String key, Instant at, Supplier<Future<CallbackOutcome>> work) {
    return marks
        .claim(key, at)
        .compose(
            claim ->
                switch (claim) {
                  case DELIVERED -> Future.succeededFuture(CallbackOutcome.DUPLICATE);
                  case IN_FLIGHT -> Future.succeededFuture(CallbackOutcome.IN_FLIGHT);
                  case NEW ->
                      work.get()
                          .onSuccess(outcome -> settle(key, at, outcome))
                          .onFailure(failure -> marks.release(key));
                });
  }

  private void settle(String key, Instant at, CallbackOutcome outcome) {
    if (outcome.isRetryable()) {
      marks.release(key);
    } else {
      marks.confirm(key, at);
    }
  }
}

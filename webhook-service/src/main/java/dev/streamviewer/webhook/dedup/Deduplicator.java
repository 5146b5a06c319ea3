package dev.streamviewer.webhook.dedup;

import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Runs work once for each key, also under concurrent requests. */
public final class Deduplicator {
  private final DeliveryMarks marks;
  private final boolean copiesWait;

  /** Work in progress in this process, for the copies that wait for its outcome. */
  private final Map<MarkKey, Future<CallbackOutcome>> inProgress = new HashMap<>();

  private Deduplicator(DeliveryMarks marks, boolean copiesWait) {
    this.marks = marks;
    this.copiesWait = copiesWait;
  }

  /** Deduplicates messages by id. A copy of a message in progress must come again. */
  public static Deduplicator ofMessages(DeliveryMarks marks) {
    return new Deduplicator(marks, false);
  }

  /**
   * Deduplicates events by key. A copy in another message waits for the event in progress: Twitch
   * has not sent that message before, and a refusal would count as a failure of ours.
   */
  public static Deduplicator ofEvents(DeliveryMarks marks) {
    return new Deduplicator(marks, true);
  }

  /** Runs the work of a message unless it was done or is in progress. */
  public Future<CallbackOutcome> once(String messageId, Supplier<Future<CallbackOutcome>> work) {
    return once(MarkKey.of(messageId), DeliveryMarks.ANY_TIME, work);
  }

  /**
   * Runs the work of an event unless it was done or is in progress.
   *
   * @param work completes with the outcome; a retryable outcome frees the key again
   */
  public Future<CallbackOutcome> once(
      MarkKey key, Instant at, Supplier<Future<CallbackOutcome>> work) {
    return marks
        .claim(key, at)
        .compose(
            claim ->
                switch (claim) {
                  case DELIVERED -> Future.succeededFuture(CallbackOutcome.DUPLICATE);
                  case IN_FLIGHT -> outcomeOfCopy(key);
                  case NEW -> run(key, at, work);
                });
  }

  private Future<CallbackOutcome> run(
      MarkKey key, Instant at, Supplier<Future<CallbackOutcome>> work) {
    var outcome =
        work.get()
            .onSuccess(result -> settle(key, at, result))
            .onFailure(failure -> marks.release(key));
    if (copiesWait && !outcome.isComplete()) {
      inProgress.put(key, outcome);
      outcome.onComplete(done -> inProgress.remove(key, outcome));
    }
    return outcome;
  }

  private Future<CallbackOutcome> outcomeOfCopy(MarkKey key) {
    var first = inProgress.get(key);
    return first == null
        ? Future.succeededFuture(CallbackOutcome.IN_FLIGHT)
        : first.transform(it -> Future.succeededFuture(outcomeOfCopy(it)));
  }

  static CallbackOutcome outcomeOfCopy(AsyncResult<CallbackOutcome> first) {
    return first.failed() || first.result().isRetryable()
        ? CallbackOutcome.NOT_NOW
        : CallbackOutcome.DUPLICATE;
  }

  private void settle(MarkKey key, Instant at, CallbackOutcome outcome) {
    if (outcome.isRetryable()) {
      marks.release(key);
    } else {
      marks.confirm(key, at);
    }
  }
}

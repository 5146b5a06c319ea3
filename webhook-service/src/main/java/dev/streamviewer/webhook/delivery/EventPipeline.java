package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.dedup.MarkKey;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of every event, from any source: key, duplicates, delivery.
 *
 * <ol>
 *   <li>{@link #handle}: a repeated message ends here, before the work of its translation.
 *   <li>{@link #deliver}: an event that came under another message id ends here; during a
 *       migration, also an event that came through another subscription.
 * </ol>
 *
 * <p>A copy that reaches another process is delivered again. It carries the same id or the same
 * key, so that the page drops it ({@link StreamEvent#isSameAs}).
 */
public final class EventPipeline {
  private static final Logger log = LoggerFactory.getLogger(EventPipeline.class);

  private final Deduplicator messages;
  private final Deduplicator events;
  private final CrossSubscriptionDeduplicator copies;
  private final EventDelivery delivery;
  private final AnswerDeadline deadline;

  /** The work of a message: usually translation, then {@link #deliver}. */
  @FunctionalInterface
  public interface MessageWork {
    Future<CallbackOutcome> begin() throws RejectedDelivery;
  }

  /**
   * @param messages messages of this process; stops most repetitions
   * @param events events of this process
   * @param copies events of all subscriptions, in all processes
   */
  public EventPipeline(
      Deduplicator messages,
      Deduplicator events,
      CrossSubscriptionDeduplicator copies,
      EventDelivery delivery,
      AnswerDeadline deadline) {
    this.messages = messages;
    this.events = events;
    this.copies = copies;
    this.delivery = delivery;
    this.deadline = deadline;
  }

  /**
   * Handles a message unless it was handled or is being handled.
   *
   * @return the outcome, retryable after any failure but a {@link RejectedDelivery}
   */
  public Future<CallbackOutcome> handle(String messageId, MessageWork work) {
    return retryLater(messageId, once(messageId, work));
  }

  /**
   * Handles a message and waits no longer than Twitch accepts. After a timeout the work continues,
   * so that Twitch's next attempt finds the message delivered.
   */
  public Future<CallbackOutcome> handleInTime(String messageId, MessageWork work) {
    return retryLater(messageId, deadline.await(once(messageId, work)));
  }

  /**
   * Delivers the events of a message, each once.
   *
   * @param subscriptionId the subscription of the message; empty if unknown
   */
  public Future<CallbackOutcome> deliver(List<KeyedEvent> translated, String subscriptionId) {
    if (translated.isEmpty()) {
      return Future.succeededFuture(CallbackOutcome.UNKNOWN_STREAMER);
    }
    if (translated.size() == 1) {
      return deliver(translated.get(0), translated.get(0).keys(), subscriptionId);
    }
    var outcomes =
        translated.stream().map(event -> deliver(event, keysOf(event), subscriptionId)).toList();
    return Future.all(outcomes).map(all -> CallbackOutcome.ofMessage(all.list()));
  }

  /** A message may repeat although some of its events were delivered, so each has a mark. */
  private static List<MarkKey> keysOf(KeyedEvent event) {
    return event.keys().isEmpty() ? List.of(MarkKey.of(event.event().id())) : event.keys();
  }

  private Future<CallbackOutcome> deliver(
      KeyedEvent keyed, List<MarkKey> keys, String subscriptionId) {
    var event = keyed.event();
    Supplier<Future<CallbackOutcome>> work = () -> delivery.deliver(event);
    return once(
        keys,
        event.at(),
        keyed.keys().isEmpty() ? () -> copies.once(keyed, subscriptionId, work) : work);
  }

  private Future<CallbackOutcome> once(
      List<MarkKey> keys, Instant at, Supplier<Future<CallbackOutcome>> work) {
    var guarded = work;
    for (var key : keys) {
      var inner = guarded;
      guarded = () -> events.once(key, at, inner);
    }
    return guarded.get();
  }

  private Future<CallbackOutcome> once(String messageId, MessageWork work) {
    return messages.once(messageId, () -> begin(work));
  }

  private static Future<CallbackOutcome> begin(MessageWork work) {
    try {
      return work.begin();
    } catch (RejectedDelivery rejected) {
      return Future.failedFuture(rejected);
    }
  }

  private static Future<CallbackOutcome> retryLater(
      String messageId, Future<CallbackOutcome> outcome) {
    return outcome.recover(
        failure -> {
          if (failure instanceof RejectedDelivery) {
            return Future.failedFuture(failure);
          }
          if (failure instanceof TimeoutException || failure instanceof BusFailure) {
            log.warn("Message {} is not delivered yet: {}", messageId, failure.getMessage());
          } else {
            log.error("Message {} is not delivered", messageId, failure);
          }
          return Future.succeededFuture(CallbackOutcome.NOT_NOW);
        });
  }
}

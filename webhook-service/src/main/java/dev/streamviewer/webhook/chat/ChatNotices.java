package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.EventKey;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.headline.EventTranslator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers chat notices to Pusher in the same way as webhook notifications. Twitch never repeats a
 * WebSocket message, so failed deliveries are retried here.
 */
public final class ChatNotices {
  private static final Logger log = LoggerFactory.getLogger(ChatNotices.class);

  private static final String GIVEN_UP = "given_up";
  private static final int MOST_UNDER_WAY = 2_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 25;

  private final Vertx vertx;
  private final EventTranslator translator;
  private final Deduplicator deduplicator;
  private final EventDelivery delivery;
  private final MeterRegistry meters;
  private volatile int underWay;

  public ChatNotices(
      Vertx vertx,
      EventTranslator translator,
      Deduplicator deduplicator,
      EventDelivery delivery,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.translator = translator;
    this.deduplicator = deduplicator;
    this.delivery = delivery;
    this.meters = meters;
    // Register every outcome at the start, so that alerts can tell zero from missing.
    Stream.of(CallbackOutcome.values()).map(CallbackOutcome::label).forEach(this::counter);
    counter(GIVEN_UP);
  }

  /** Accepts a notice; drops the notice if too many are waiting. */
  public void accept(ChatNotice notice) {
    var body = body(notice);
    if (isPartOfCommunityGift(body.root().getJsonObject("event"))) {
      count(Optional.of(CallbackOutcome.DUPLICATE));
    } else if (underWay >= MOST_UNDER_WAY) {
      log.error("Too many chat notices wait, dropped: {}", notice);
      count(Optional.of(CallbackOutcome.BUSY));
    } else {
      underWay++;
      attempt(notice, body, 1).onComplete(done -> underWay--);
    }
  }

  /** Number of notices that wait for delivery. */
  public int underWay() {
    return underWay;
  }

  /** Community gifts are announced together, and then each gift separately. */
  private static boolean isPartOfCommunityGift(JsonObject event) {
    return event.getValue(event.getString("notice_type", "")) instanceof JsonObject gift
        && gift.getValue("community_gift_id") instanceof String communityGiftId
        && !communityGiftId.isBlank();
  }

  /** Removes null fields: Twitch lists the fields of every notice type and fills only one. */
  private static EventSubBody body(ChatNotice notice) {
    var event = notice.event().copy();
    event.fieldNames().removeIf(field -> event.getValue(field) == null);
    return new EventSubBody(notice.subscription(), new JsonObject().put("event", event));
  }

  private Future<Void> attempt(ChatNotice notice, EventSubBody body, int number) {
    return deduplicator
        .once(notice.id(), () -> deliver(notice, body))
        .map(Optional::of)
        .otherwise(
            failure -> {
              log.warn("Chat notice {} not delivered yet: {}", notice.id(), failure.getMessage());
              return Optional.empty();
            })
        .compose(outcome -> settle(notice, body, number, outcome));
  }

  private Future<Void> settle(
      ChatNotice notice, EventSubBody body, int number, Optional<CallbackOutcome> outcome) {
    if (outcome.isPresent() && !isRetryable(outcome.get())) {
      count(outcome);
      return Future.succeededFuture();
    }
    if (number >= ATTEMPTS) {
      log.error("Given up after {} attempts: {}", number, notice);
      count(outcome);
      return Future.succeededFuture();
    }
    return vertx
        .timer(pause(number).toMillis(), MILLISECONDS)
        .compose(passed -> attempt(notice, body, number + 1));
  }

  private static boolean isRetryable(CallbackOutcome outcome) {
    return outcome == CallbackOutcome.IN_FLIGHT || outcome == CallbackOutcome.NOT_NOW;
  }

  private Future<CallbackOutcome> deliver(ChatNotice notice, EventSubBody body) {
    var message =
        new EventSubMessage(
            new EventSubHeaders(
                notice.id(),
                notice.at().toString(),
                notice.at(),
                "",
                EventSubHeaders.Type.NOTIFICATION),
            Buffer.buffer());
    try {
      return translator.notification(message, body).compose(this::deliver);
    } catch (RejectedDelivery refusal) {
      return Future.succeededFuture(refusal.outcome());
    }
  }

  private Future<CallbackOutcome> deliver(List<StreamEvent> events) {
    return events.stream()
        .findFirst()
        .map(
            event ->
                EventKey.of(event)
                    .map(it -> deliverOnce(it, event))
                    .orElseGet(() -> delivery.deliver(event)))
        .orElse(Future.succeededFuture(CallbackOutcome.UNKNOWN_STREAMER));
  }

  private Future<CallbackOutcome> deliverOnce(String eventKey, StreamEvent event) {
    return deduplicator.once(eventKey, () -> delivery.deliver(event));
  }

  private static Duration pause(int number) {
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(number - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void count(Optional<CallbackOutcome> outcome) {
    counter(outcome.map(CallbackOutcome::label).orElse(GIVEN_UP)).increment();
  }

  private Counter counter(String outcome) {
    return meters.counter("webhook_chat_notices", "outcome", outcome);
  }
}

package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.retry.Backoff;
import dev.streamviewer.platform.telemetry.LogLine;
import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.headline.EventTranslator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers chat notices to Pusher in the same way as webhook notifications. Twitch never repeats a
 * WebSocket message, so failed deliveries are retried here.
 */
public final class ChatNotices {
  private static final Logger log = LoggerFactory.getLogger(ChatNotices.class);

  private static final String OUTCOME_PLACE = "webhook.chat";
  private static final String GIVEN_UP = "given_up";
  private static final int MAX_IN_FLIGHT = 2_000;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final int ATTEMPTS = 25;

  /** Messages may overtake each other, so a part waits this long for its community gift. */
  private static final Duration WAIT_FOR_COMMUNITY_GIFT = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final EventTranslator translator;
  private final EventPipeline pipeline;
  private final MeterRegistry meters;
  private final RecentOutcomes outcomes;
  private final CommunityGifts communityGifts = new CommunityGifts();
  private volatile int underWay;

  public ChatNotices(
      Vertx vertx, EventTranslator translator, EventPipeline pipeline, MeterRegistry meters) {
    this.vertx = vertx;
    this.outcomes = RecentOutcomes.of(vertx);
    this.translator = translator;
    this.pipeline = pipeline;
    this.meters = meters;
    // Register every outcome at the start, so that alerts can tell zero from missing.
    Stream.of(CallbackOutcome.values()).map(CallbackOutcome::label).forEach(this::counter);
    counter(GIVEN_UP);
  }

  /** Accepts a notice; drops the notice if too many are waiting. */
  public void accept(ChatNotice notice) {
    var body = body(notice);
    if (underWay >= MAX_IN_FLIGHT) {
      LogLine.about(notice.subject(), log.atError())
          .log("Dropped a {}: too many chat notices are under way", notice);
      counter(CallbackOutcome.BUSY.label()).increment();
    } else {
      underWay++;
      SafeStart.of(() -> accept(notice, body)).onComplete(done -> underWay--);
    }
  }

  /** Leaves out the parts of a community gift, but only once the whole gift was seen. */
  private Future<Void> accept(ChatNotice notice, EventSubBody body) {
    var event = body.root().getJsonObject("event");
    communityGifts.record(event);
    return communityGifts.isPart(event)
        ? isCopyOfCommunityGift(event)
            .compose(copy -> copy ? countCopy() : attempt(notice, body, 1))
        : attempt(notice, body, 1);
  }

  private Future<Boolean> isCopyOfCommunityGift(JsonObject part) {
    return communityGifts.hasWhole(part)
        ? Future.succeededFuture(true)
        : vertx
            .timer(WAIT_FOR_COMMUNITY_GIFT.toMillis(), MILLISECONDS)
            .map(passed -> communityGifts.hasWhole(part));
  }

  private Future<Void> countCopy() {
    counter(CallbackOutcome.DUPLICATE.label()).increment();
    return Future.succeededFuture();
  }

  /** Number of notices that wait for delivery. */
  public int underWay() {
    return underWay;
  }

  /** Removes null fields: Twitch lists the fields of every notice type and fills only one. */
  private static EventSubBody body(ChatNotice notice) {
    var event = notice.event().copy();
    event.fieldNames().removeIf(field -> event.getValue(field) == null);
    return new EventSubBody(notice.subscription(), new JsonObject().put("event", event));
  }

  private Future<Void> attempt(ChatNotice notice, EventSubBody body, int number) {
    return pipeline
        .handle(notice.id(), () -> deliver(notice, body))
        .otherwise(rejected -> CallbackOutcome.MALFORMED)
        .compose(outcome -> settle(notice, body, number, outcome));
  }

  private Future<CallbackOutcome> deliver(ChatNotice notice, EventSubBody body)
      throws RejectedDelivery {
    return translator
        .notification(notice.id(), notice.at(), body, notice.original())
        .compose(events -> pipeline.deliver(events, body.subscription().id()));
  }

  private Future<Void> settle(
      ChatNotice notice, EventSubBody body, int number, CallbackOutcome outcome) {
    if (!outcome.isRetryable()) {
      settled(notice, outcome.label());
      return Future.succeededFuture();
    }
    if (number >= ATTEMPTS) {
      LogLine.about(notice.subject(), log.atError())
          .log("Gave up after {} attempts: {}", number, notice);
      settled(notice, GIVEN_UP);
      return Future.succeededFuture();
    }
    return vertx
        .timer(BACKOFF.afterFailures(number).toMillis(), MILLISECONDS)
        .compose(passed -> attempt(notice, body, number + 1));
  }

  private void settled(ChatNotice notice, String outcome) {
    counter(outcome).increment();
    outcomes.add(OUTCOME_PLACE, new MessageSubject(notice.id(), null), outcome, null);
  }

  private Counter counter(String outcome) {
    return Counter.builder("sev_webhook_chat_notices")
        .description("Chat notices by result")
        .tag("outcome", outcome)
        .register(meters);
  }
}

package dev.streamviewer.webhook.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.delivery.AnswerDeadline;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.delivery.Outbox;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.headline.EventStreamers;
import dev.streamviewer.webhook.headline.EventTranslator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Twitch sends each WebSocket message only once. */
@ExtendWith(VertxExtension.class)
class ChatNoticesTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<StreamEvent> delivered = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile Function<StreamEvent, Future<CallbackOutcome>> notifier = this::take;
  private Vertx vertx;
  private ChatNotices notices;

  @BeforeEach
  void build(Vertx vertx) throws Exception {
    this.vertx = vertx;
    AsyncMap<String, String> map =
        vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, TimeUnit.SECONDS);
    var outbox = new Outbox(map, () -> 1, clock, 3, Timers.of(vertx));
    var timers = Timers.of(vertx);
    notices =
        new ChatNotices(
            vertx,
            new EventTranslator(
                new EventStreamers(id -> Future.succeededFuture(Optional.empty()), id -> List.of()),
                new ChannelMemory(update -> {}, clock),
                (id, original) -> {},
                moderator -> false),
            new EventPipeline(
                Deduplicator.ofMessages(new LocalDeliveryMarks(100, clock)),
                Deduplicator.ofEvents(new LocalDeliveryMarks(100, clock)),
                new CrossSubscriptionDeduplicator(map, clock),
                new EventDelivery(event -> notifier.apply(event), outbox, timers),
                new AnswerDeadline(outbox, timers)),
            meters);
  }

  @Test
  void deliversEventsWithoutEmptyFields() {
    accept("n1", event("m1").putNull("raid"));

    await().untilAsserted(() -> assertThat(delivered).hasSize(1));
    var event = delivered.get(0);
    assertThat(event.id()).isEqualTo("n1");
    assertThat(event.type()).isEqualTo("channel.chat.notification");
    assertThat(event.at()).isEqualTo(Instant.EPOCH);
    assertThat(event.streamer().login()).isEqualTo("tfue");
    assertThat(event.headline()).isEqualTo("Ada subscribed at Tier 1");
    assertThat(event.details().fieldNames()).doesNotContain("raid");
    assertThat(event.details().encode()).doesNotContain("token-owner-id");
  }

  @Test
  void deliversANoticeFromSeveralTokenOwnersOnce() {
    accept("n1", event("m1"));
    accept("n1", event("m1"));
    accept("n2", event("m1"));
    accept("n3", event("m2"));

    await().untilAsserted(() -> assertThat(delivered).hasSize(2));
    await().until(() -> underWay() == 0);
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("n1", "n3");
  }

  @Test
  void retriesUntilTheNotifierAccepts() {
    notifier =
        event ->
            attempts.incrementAndGet() < 3
                ? Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down."))
                : take(event);

    accept("n1", event("m1"));

    await().untilAsserted(() -> assertThat(delivered).hasSize(1));
    assertThat(attempts).hasValue(3);
  }

  @Test
  void dropsNoticesBeyondTheLimitWithoutLoggingTheirText() {
    var never = Promise.<CallbackOutcome>promise();
    notifier = event -> never.future();
    try (var log = new CapturedLog(ChatNotices.class)) {
      on(
          () -> {
            for (var i = 0; i < 2_010; i++) {
              notices.accept(notice("n" + i, event("m" + i).put("system_message", "my secret")));
            }
          });

      await().untilAsserted(() -> assertThat(count("busy")).isEqualTo(10));
      assertThat(underWay()).isEqualTo(2_000);
      assertThat(log.lines())
          .filteredOn(it -> it.startsWith("Dropped a chat notice"))
          .hasSize(10)
          .allMatch(it -> it.contains("of tfue"))
          .as("errors about a message are never summarised")
          .allMatch(it -> it.contains("messageId="));
      assertThat(log.lines()).noneMatch(it -> it.contains("my secret") || it.contains("Ada"));
    }
  }

  @Test
  void ignoresSingleGiftsOfACommunityGift() {
    accept("n0", wholeGift("m0", "7"));
    accept("n1", partOfGift("m1", "7"));
    accept("n2", event("m2"));

    await().until(() -> underWay() == 0 && delivered.size() >= 2);
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("n0", "n2");
    assertThat(count("duplicate")).isEqualTo(1);
  }

  @Test
  void ignoresASingleGiftThatOvertakesItsCommunityGift() {
    accept("n1", partOfGift("m1", "7"));
    accept("n0", wholeGift("m0", "7"));

    await().untilAsserted(() -> assertThat(count("duplicate")).isEqualTo(1));
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("n0");
  }

  @Test
  void deliversSingleGiftsWithoutTheirCommunityGift() {
    accept("n0", wholeGift("m0", "8"));
    accept("n1", partOfGift("m1", "7"));
    accept("n2", partOfGift("m2", ""));

    await().untilAsserted(() -> assertThat(delivered).hasSize(3));
    assertThat(delivered).extracting(StreamEvent::id).containsExactlyInAnyOrder("n0", "n1", "n2");
  }

  private static JsonObject wholeGift(String messageId, String id) {
    var gift = new JsonObject().put("id", id).put("total", 5).put("sub_tier", "1000");
    return event(messageId)
        .put("notice_type", "community_sub_gift")
        .put("community_sub_gift", gift);
  }

  private static JsonObject partOfGift(String messageId, String communityGiftId) {
    var gift = new JsonObject().put("community_gift_id", communityGiftId).put("sub_tier", "1000");
    return event(messageId).put("notice_type", "sub_gift").put("sub_gift", gift);
  }

  private Future<CallbackOutcome> take(StreamEvent event) {
    delivered.add(event);
    return Future.succeededFuture(CallbackOutcome.DELIVERED);
  }

  private void accept(String id, JsonObject event) {
    on(() -> notices.accept(notice(id, event)));
  }

  private void on(Runnable work) {
    vertx.runOnContext(now -> work.run());
  }

  private int underWay() {
    return notices.underWay();
  }

  private double count(String outcome) {
    return meters.counter("sev_webhook_chat_notices", "outcome", outcome).count();
  }

  private static ChatNotice notice(String id, JsonObject event) {
    var subscription =
        new JsonObject()
            .put("type", "channel.chat.notification")
            .put(
                "condition",
                new JsonObject().put("broadcaster_user_id", "1").put("user_id", "token-owner-id"));
    return new ChatNotice(
        id,
        Instant.EPOCH,
        EventSubSubscription.parse(subscription),
        event,
        OriginalMessage.of(event));
  }

  private static JsonObject event(String messageId) {
    return new JsonObject()
        .put("broadcaster_user_id", "1")
        .put("broadcaster_user_login", "tfue")
        .put("broadcaster_user_name", "Tfue")
        .put("chatter_user_id", "7")
        .put("chatter_user_name", "Ada")
        .put("message_id", messageId)
        .put("notice_type", "sub")
        .put("sub", new JsonObject().put("sub_tier", "1000"));
  }
}

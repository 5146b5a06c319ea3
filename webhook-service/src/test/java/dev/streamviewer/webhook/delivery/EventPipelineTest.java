package dev.streamviewer.webhook.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventPipelineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final BusFailure DOWN = new BusFailure(Reason.UPSTREAM, "Pusher is down");

  private final List<String> delivered = new ArrayList<>();
  private Function<StreamEvent, Future<CallbackOutcome>> notifier = this::accept;
  private EventPipeline pipeline;

  @BeforeEach
  void build(Vertx vertx) throws Exception {
    AsyncMap<String, String> map =
        vertx.sharedData().<String, String>getLocalAsyncMap("pipeline").await(60, SECONDS);
    var clock = new TestClock(NOW);
    var outbox = new Outbox(map, () -> 1, clock, 3, Timers.of(vertx));
    var timers = Timers.of(vertx);
    pipeline =
        new EventPipeline(
            Deduplicator.ofMessages(new LocalDeliveryMarks(100, clock)),
            Deduplicator.ofEvents(new LocalDeliveryMarks(100, clock)),
            new CrossSubscriptionDeduplicator(map, clock),
            new EventDelivery(event -> notifier.apply(event), outbox, timers),
            new AnswerDeadline(outbox, timers));
  }

  @Test
  void runsTheWorkOfARepeatedMessageOnce() throws Exception {
    var translations = new AtomicInteger();
    EventPipeline.MessageWork work =
        () -> {
          translations.incrementAndGet();
          return pipeline.deliver(keyed(cheer("m1")), "");
        };

    assertThat(outcome(pipeline.handle("m1", work))).isEqualTo(CallbackOutcome.DELIVERED);
    assertThat(outcome(pipeline.handle("m1", work))).isEqualTo(CallbackOutcome.DUPLICATE);
    assertThat(translations).hasValue(1);
  }

  @Test
  void deliversAnEventOfTwoSourcesOnce() throws Exception {
    var raid = event("m1", "channel.raid", new JsonObject().put("from_broadcaster_user_id", "7"));
    var notice =
        event(
            "n1",
            "channel.chat.notification",
            new JsonObject().put("notice_type", "raid").put("chatter_user_id", "7"));

    assertThat(handle("m1", raid)).isEqualTo(CallbackOutcome.DELIVERED);
    assertThat(handle("n1", notice)).isEqualTo(CallbackOutcome.DUPLICATE);
    assertThat(delivered).containsExactly("m1");
  }

  @Test
  void answersACopyLikeTheFirstThatIsBeingDelivered() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> accept(event).compose(it -> pusher.future());
    var first = start("m1", follow("m1"));
    var copy = start("m2", follow("m2"));
    assertThat(copy.isComplete()).isFalse();

    pusher.complete(CallbackOutcome.DELIVERED);

    assertThat(outcome(first)).isEqualTo(CallbackOutcome.DELIVERED);
    assertThat(outcome(copy)).isEqualTo(CallbackOutcome.DUPLICATE);
    assertThat(delivered).containsExactly("m1");
  }

  @Test
  void deliversACopyOfAnEventThatFailed() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    var first = start("m1", follow("m1"));
    var copy = start("m2", follow("m2"));

    pusher.fail(DOWN);

    assertThat(List.of(outcome(first), outcome(copy))).containsOnly(CallbackOutcome.NOT_NOW);
    notifier = this::accept;
    assertThat(handle("m2", follow("m2"))).isEqualTo(CallbackOutcome.DELIVERED);
    assertThat(handle("m1", follow("m1"))).isEqualTo(CallbackOutcome.DUPLICATE);
  }

  @Test
  void deliversEqualEventsOfAMessageOnce() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> accept(event).compose(it -> pusher.future());
    var outcome = start("m1", follow("m1"), follow("m1#1"));

    pusher.complete(CallbackOutcome.DELIVERED);

    assertThat(outcome(outcome).isRetryable()).isFalse();
    assertThat(delivered).containsExactly("m1");
  }

  @Test
  void deliversDifferentEventsAtTheSameTime() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> accept(event).compose(it -> pusher.future());
    var ids = IntStream.range(0, 20).mapToObj(number -> "m" + number).toList();
    var outcomes = ids.stream().map(id -> start(id, follow(id, id))).toList();
    assertThat(delivered).isEqualTo(ids);

    pusher.complete(CallbackOutcome.DELIVERED);

    assertThat(Future.all(outcomes).await(60, SECONDS).<CallbackOutcome>list())
        .containsOnly(CallbackOutcome.DELIVERED);
  }

  @Test
  void repeatsOnlyTheUndeliveredEventsOfABatch() throws Exception {
    notifier = event -> event.id().equals("m1#1") ? Future.failedFuture(DOWN) : accept(event);
    assertThat(handle("m1", cheer("m1"), cheer("m1#1"))).isEqualTo(CallbackOutcome.NOT_NOW);

    notifier = this::accept;

    assertThat(handle("m1", cheer("m1"), cheer("m1#1")).isRetryable()).isFalse();
    assertThat(delivered).containsExactly("m1", "m1#1");
  }

  @Test
  void countsAMessageWithoutEventsAsUnknownStreamer() throws Exception {
    assertThat(handle("m1")).isEqualTo(CallbackOutcome.UNKNOWN_STREAMER);
  }

  @Test
  void turnsAnUnexpectedFailureIntoARetry() throws Exception {
    var failed = pipeline.handle("m1", () -> Future.failedFuture(new IllegalStateException("odd")));

    assertThat(outcome(failed)).isEqualTo(CallbackOutcome.NOT_NOW);
    assertThat(handle("m1", cheer("m1"))).isEqualTo(CallbackOutcome.DELIVERED);
  }

  @Test
  void failsWithARejection() {
    var rejection = new RejectedDelivery(CallbackOutcome.MALFORMED, 400, "The body is odd.");
    var rejected =
        pipeline.handle(
            "m1",
            () -> {
              throw rejection;
            });

    assertThatThrownBy(() -> outcome(rejected)).isSameAs(rejection);
  }

  @Test
  void continuesTheWorkAfterTheDeadline() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    EventPipeline.MessageWork work = () -> pipeline.deliver(keyed(cheer("m1")), "");
    assertThat(outcome(pipeline.handleInTime("m1", work))).isEqualTo(CallbackOutcome.NOT_NOW);

    pusher.complete(CallbackOutcome.DELIVERED);

    assertThat(outcome(pipeline.handleInTime("m1", work))).isEqualTo(CallbackOutcome.DUPLICATE);
  }

  private CallbackOutcome handle(String messageId, StreamEvent... events) throws Exception {
    return outcome(start(messageId, events));
  }

  private Future<CallbackOutcome> start(String messageId, StreamEvent... events) {
    return pipeline.handle(messageId, () -> pipeline.deliver(keyed(events), ""));
  }

  private Future<CallbackOutcome> accept(StreamEvent event) {
    delivered.add(event.id());
    return Future.succeededFuture(CallbackOutcome.DELIVERED);
  }

  private static List<KeyedEvent> keyed(StreamEvent... events) {
    return Stream.of(events).map(it -> KeyedEvent.of(it, it.details())).toList();
  }

  private static StreamEvent cheer(String id) {
    return event(id, "channel.cheer", new JsonObject().put("bits", 5));
  }

  private static StreamEvent follow(String id) {
    return follow(id, "7");
  }

  private static StreamEvent follow(String id, String follower) {
    var details = new JsonObject().put("user_id", follower).put("followed_at", NOW.toString());
    return event(id, "channel.follow", details);
  }

  private static StreamEvent event(String id, String type, JsonObject details) {
    var streamer = new Streamer("60978448", "tfue", "Tfue");
    return new StreamEvent(id, type, NOW, streamer, "A headline", details);
  }

  private static CallbackOutcome outcome(Future<CallbackOutcome> future) throws Exception {
    return future.await(60, SECONDS);
  }
}

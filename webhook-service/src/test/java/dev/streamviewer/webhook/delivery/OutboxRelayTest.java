package dev.streamviewer.webhook.delivery;

import static dev.streamviewer.testing.Await.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.testing.InterceptedMap;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.TestTimers;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class OutboxRelayTest {
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final Duration STALL_TIMEOUT = Duration.ofMillis(400);
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> resent = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean pusherIsUp = true;
  private Context context;
  private TestTimers timers;
  private AsyncMap<String, String> entries;
  private AsyncMap<String, String> leases;
  private Outbox outbox;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    entries = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, SECONDS);
    leases = vertx.sharedData().<String, String>getLocalAsyncMap("leases").await(60, SECONDS);
    context = vertx.getOrCreateContext();
    timers = new TestTimers(vertx);
    outbox = outbox(vertx, entries, OUTBOX_CAPACITY);
  }

  private Outbox outbox(Vertx vertx, AsyncMap<String, String> map, int capacity) {
    return new Outbox(map, () -> 2, clock, capacity, Timers.of(vertx));
  }

  @Test
  void sendsStoredEventsInOrderForEachStreamer(Vertx vertx) throws Exception {
    store("tfue", "second", 2);
    store("tfue", "first", 1);
    store("luna", "other", 3);

    start(vertx, this::take);

    await().untilAsserted(() -> assertThat(resent).contains("first", "second", "other"));
    assertThat(resent).containsSubsequence("first", "second").hasSize(3);
    await().untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isZero());
  }

  @Test
  void triesASingleEventWhilePusherIsDown(Vertx vertx) throws Exception {
    for (var i = 0; i < 10; i++) {
      store("tfue", "m" + i, i);
    }
    pusherIsUp = false;
    start(vertx, this::take);
    await().untilAsserted(() -> assertThat(resent.size()).isGreaterThan(2));
    assertThat(resent).as("the first, again and again").containsOnly("m0");

    pusherIsUp = true;

    await().untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isZero());
  }

  @Test
  void dropsEventsAfterAnHourWithoutLoggingTheirText(Vertx vertx) throws Exception {
    store("tfue", "old", 1);
    pusherIsUp = false;

    try (var log = new CapturedLog(OutboxRelay.class)) {
      start(vertx, this::take);
      await("a second try, which proves that the first failure was noted")
          .until(() -> resent.size() > 1);
      clock.advance(Duration.ofMinutes(61));
      timers.advance(Duration.ofMinutes(61));

      await().untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isZero());
      assertThat(log.lines()).anyMatch(it -> it.contains("channel.cheer old of tfue"));
      assertThat(log.lines()).noneMatch(it -> it.contains("my secret"));
    }
    assertThat(meters.counter("sev_webhook_outbox", "outcome", "expired").count()).isEqualTo(1);
  }

  @Test
  void givesUpNothingBecauseOfAWrongClock(Vertx vertx) throws Exception {
    store("tfue", "a", 1);
    store("luna", "b", 1);
    clock.advance(Duration.ofHours(2));

    start(vertx, this::take);

    awaitEmpty();
    assertThat(resent).containsExactlyInAnyOrder("a", "b");
    assertThat(meters.counter("sev_webhook_outbox", "outcome", "expired").count()).isZero();
  }

  @Test
  void sendsTheOthersDespiteAnUnreadableEntry(Vertx vertx) throws Exception {
    entries.put("broken", "{").await(60, SECONDS);
    store("tfue", "a", 1);

    start(vertx, this::take);

    await().untilAsserted(() -> assertThat(resent).containsExactly("a"));
    await().untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isEqualTo(1));
  }

  @Test
  void sendsTheOthersDespiteAnEventThatAlwaysFails(Vertx vertx) throws Exception {
    for (var i = 0; i < 30; i++) {
      store("streamer" + i, "m" + i, i);
    }

    start(
        vertx,
        event -> event.id().equals("m0") ? Future.failedFuture("This one alone") : take(event));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isEqualTo(1));
    assertThat(resent).hasSize(29);
  }

  @Test
  void triesAnotherStreamerAfterAVainTry(Vertx vertx) throws Exception {
    store("tfue", "refused", 1);
    pusherIsUp = false;
    start(vertx, this::take);
    await().until(() -> resent.size() > 1);
    store("luna", "a", 2);
    resent.clear();

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(resent).contains("a"));
  }

  @Test
  void sendsFromOneProcessUntilThatStops(Vertx vertx) throws Exception {
    var first = new CopyOnWriteArrayList<String>();
    var second = new CopyOnWriteArrayList<String>();
    var holder = start(vertx, event -> take(first, event));
    store("tfue", "a", 1);
    await().untilAsserted(() -> assertThat(first).contains("a"));
    start(vertx, event -> take(second, event));
    store("tfue", "b", 2);
    await().untilAsserted(() -> assertThat(first).contains("b"));

    on(holder::stop);
    store("tfue", "c", 3);

    await().untilAsserted(() -> assertThat(second).containsExactly("c"));
    assertThat(first).containsExactly("a", "b");
  }

  @Test
  void sendsAFullOutboxOfImmediatelyAcceptedEvents(Vertx vertx) throws Exception {
    fill();

    start(vertx, this::take);

    awaitEmpty();
    assertThat(resent).isEqualTo(ids());
  }

  @Test
  void sendsAFullOutboxOfLaterAcceptedEvents(Vertx vertx) throws Exception {
    fill();

    start(
        vertx,
        event -> {
          var taken = Promise.<CallbackOutcome>promise();
          vertx.runOnContext(later -> take(event).onComplete(taken));
          return taken.future();
        });

    awaitEmpty();
    assertThat(resent).isEqualTo(ids());
  }

  @Test
  void sendsEventsBehindAHangingOneInTheNextRound(Vertx vertx) throws Exception {
    store("tfue", "hangs", 1);
    store("tfue", "waits", 2);
    var attempts = new AtomicInteger();

    start(
        vertx,
        STALL_TIMEOUT,
        event ->
            attempts.incrementAndGet() == 1
                ? Promise.<CallbackOutcome>promise().future()
                : take(event));

    await().until(() -> rounds("stalled") == 1);
    timers.advance(Duration.ofSeconds(10));
    awaitEmpty();
    assertThat(resent).containsExactly("hangs", "waits");
  }

  @Test
  void leavesTheLeaseWhenARoundHangs(Vertx vertx) throws Exception {
    var attempts = new AtomicInteger();
    start(
        vertx,
        STALL_TIMEOUT,
        event -> {
          attempts.incrementAndGet();
          return Promise.<CallbackOutcome>promise().future();
        });
    store("tfue", "a", 1);
    await().until(() -> attempts.get() == 1);

    start(vertx, this::take);

    awaitEmpty();
    assertThat(resent).containsExactly("a");
    assertThat(attempts).as("it does not come back to life").hasValue(1);
  }

  @Test
  void continuesALongRoundWhileItMakesProgress(Vertx vertx) throws Exception {
    for (var i = 0; i < 10; i++) {
      store("tfue", "m" + i, i);
    }

    start(
        vertx,
        Duration.ofSeconds(1),
        event -> vertx.timer(200, MILLISECONDS).compose(passed -> take(event)));

    awaitEmpty();
    assertThat(resent).hasSize(10);
    assertThat(rounds("stalled")).isZero();
  }

  @Test
  void sendsNoFurtherEventsOnceItHasLostTheLease(Vertx vertx) {
    store("tfue", "first", 1);
    store("tfue", "second", 2);
    clock.advance(Duration.ofMinutes(1));
    var answer = Promise.<CallbackOutcome>promise();
    start(vertx, event -> answerLater(event, answer));
    await().until(() -> resent.contains("first") && oldestSeconds() > 0);

    var other = new LeaderLease(leases, "outbox", timers);
    await().until(() -> leases.clear().await(60, SECONDS) == null && on(other::renew));
    await("the loss").until(() -> oldestSeconds() == 0);
    context.runOnContext(go -> answer.complete(CallbackOutcome.DELIVERED));

    await().until(() -> rounds("failed") == 1);
    assertThat(resent).containsExactly("first");
  }

  @Test
  void sendsNoFurtherEventsOnceItHasStopped(Vertx vertx) {
    store("tfue", "first", 1);
    store("tfue", "second", 2);
    var answer = Promise.<CallbackOutcome>promise();
    var relay = start(vertx, event -> answerLater(event, answer));
    await().until(() -> resent.contains("first"));

    on(relay::stop);
    context.runOnContext(go -> answer.complete(CallbackOutcome.DELIVERED));

    await().until(() -> rounds("failed") == 1);
    assertThat(resent).containsExactly("first");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsAnEventOnceWhoseRemovalFails(boolean ends, Vertx vertx) {
    var broken = new AtomicBoolean(true);
    var map =
        InterceptedMap.before(
            entries,
            "remove",
            () -> {
              if (!broken.get()) {
                return Future.succeededFuture();
              }
              return ends ? Future.failedFuture("no owner left") : Promise.promise().future();
            });
    outbox = outbox(vertx, map, OUTBOX_CAPACITY);
    store("tfue", "a1", 1);
    store("tfue", "a2", 2);
    store("luna", "b1", 3);

    start(vertx, this::take);
    await().atMost(Duration.ofSeconds(60)).until(() -> rounds("completed") >= 3);
    assertThat(resent).containsExactlyInAnyOrder("a1", "a2", "b1");

    broken.set(false);
    awaitEmpty();
    assertThat(resent).hasSize(3);
    assertThat(meters.counter("sev_webhook_outbox", "outcome", "resent").count()).isEqualTo(3);
    assertThat(rounds("failed") + rounds("stalled")).isZero();
  }

  @Test
  void sendsTheOthersDespiteAnExpiredEventWhoseRemovalFails(Vertx vertx) {
    var map = InterceptedMap.before(entries, "remove", () -> Future.failedFuture("no owner left"));
    outbox = outbox(vertx, map, OUTBOX_CAPACITY);
    store("tfue", "old", 1);
    pusherIsUp = false;
    start(vertx, this::take);
    await().until(() -> resent.size() > 1);
    clock.advance(Duration.ofMinutes(61));
    store("luna", "new", 2);
    pusherIsUp = true;
    timers.advance(Duration.ofMinutes(61));

    await().atMost(Duration.ofSeconds(60)).until(() -> resent.contains("new"));
    assertThat(meters.counter("sev_webhook_outbox", "outcome", "expired").count()).isEqualTo(1);
    assertThat(rounds("failed")).isZero();
  }

  @Test
  void makesRoomDuringARound(Vertx vertx) throws Exception {
    outbox = outbox(vertx, entries, 3);
    store("tfue", "taken", 1);
    store("tfue", "hangs", 2);
    store("luna", "removed elsewhere", 3);
    assertThat(outbox.isOpen()).isFalse();

    start(
        vertx,
        event ->
            event.id().equals("taken") ? take(event) : Promise.<CallbackOutcome>promise().future());

    await().until(() -> outbox.size() == 2);
    entries.remove("removed elsewhere").await(60, SECONDS);
    await().until(() -> outbox.size() == 1);
  }

  private OutboxRelay start(Vertx vertx, Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    return start(vertx, Duration.ofMinutes(1), notifier);
  }

  private OutboxRelay start(
      Vertx vertx, Duration stallTimeout, Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    var lease = new LeaderLease(leases, "outbox", timers);
    var guard = new RoundGuard(vertx, "outbox", stallTimeout, meters, lease::stepDown);
    var relay =
        new OutboxRelay(vertx, outbox, lease, guard, notifier, meters, clock, timers::nanoTime);
    context.runOnContext(go -> relay.start());
    return relay;
  }

  private <T> T on(Supplier<Future<T>> work) {
    var result = Promise.<T>promise();
    context.runOnContext(go -> work.get().onComplete(result));
    return value(result.future());
  }

  /** Accepts events once the test says so. */
  private Future<CallbackOutcome> answerLater(StreamEvent event, Promise<CallbackOutcome> answer) {
    return take(event).compose(outcome -> answer.future());
  }

  private Future<CallbackOutcome> take(StreamEvent event) {
    return take(resent, event);
  }

  private Future<CallbackOutcome> take(List<String> taken, StreamEvent event) {
    taken.add(event.id());
    return pusherIsUp
        ? Future.succeededFuture(CallbackOutcome.DELIVERED)
        : Future.failedFuture("Pusher is down");
  }

  private void store(String login, String id, int second) {
    on(() -> outbox.store(event(login, id, second)));
  }

  /** Fills the outbox with events of one streamer. */
  private void fill() throws Exception {
    for (var i = 0; i < OUTBOX_CAPACITY; i++) {
      var entry = new Outbox.Entry(event("tfue", "m" + i, i), NOW);
      entries
          .put(entry.event().id(), new String(RecordJson.encode(entry), UTF_8))
          .await(60, SECONDS);
    }
  }

  private static List<String> ids() {
    return IntStream.range(0, OUTBOX_CAPACITY).mapToObj(i -> "m" + i).toList();
  }

  private static StreamEvent event(String login, String id, int second) {
    return new StreamEvent(
        id,
        "channel.cheer",
        NOW.plusSeconds(second),
        new Streamer("1", login, login),
        "Ada cheered: my secret",
        new JsonObject().put("message", "my secret"));
  }

  private void awaitEmpty() {
    await().untilAsserted(() -> assertThat(entries.size().await(60, SECONDS)).isZero());
  }

  private double oldestSeconds() {
    return meters.get("sev_webhook_outbox_oldest_seconds").gauge().value();
  }

  private double rounds(String outcome) {
    return meters.counter("sev_background_rounds", "work", "outbox", "outcome", outcome).count();
  }
}

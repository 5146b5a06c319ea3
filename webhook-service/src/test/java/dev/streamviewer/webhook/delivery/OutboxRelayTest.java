package dev.streamviewer.webhook.delivery;

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
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OutboxRelayTest {
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final Duration STALL_TIMEOUT = Duration.ofMillis(400);
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  private final TestClock clock = new TestClock(NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> resent = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong nanoTime = new AtomicLong();
  private volatile boolean pusherIsUp = true;
  private AsyncMap<String, String> entries;
  private AsyncMap<String, String> leases;
  private Outbox outbox;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    entries = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, SECONDS);
    leases = vertx.sharedData().<String, String>getLocalAsyncMap("leases").await(60, SECONDS);
    outbox = new Outbox(entries, () -> 2, clock, OUTBOX_CAPACITY, Timers.of(vertx));
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
      nanoTime.addAndGet(Duration.ofMinutes(61).toNanos());

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
    entries.put("broken", "{").await(5, SECONDS);
    store("tfue", "a", 1);

    start(vertx, this::take);

    await().untilAsserted(() -> assertThat(resent).containsExactly("a"));
    await().untilAsserted(() -> assertThat(entries.size().await(5, SECONDS)).isEqualTo(1));
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
        .untilAsserted(() -> assertThat(entries.size().await(5, SECONDS)).isEqualTo(1));
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

    holder.stop().await(60, SECONDS);
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

    await().until(() -> stalled() == 1);
    clock.advance(Duration.ofSeconds(10));
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
    assertThat(stalled()).isZero();
  }

  private OutboxRelay start(Vertx vertx, Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    return start(vertx, Duration.ofMinutes(1), notifier);
  }

  private OutboxRelay start(
      Vertx vertx, Duration stallTimeout, Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    var lease = new LeaderLease(leases, "outbox", clock);
    var guard = new RoundGuard(vertx, "outbox", stallTimeout, meters, lease::stepDown);
    var relay =
        new OutboxRelay(vertx, outbox, lease, guard, notifier, meters, clock, nanoTime::get);
    vertx.runOnContext(go -> relay.start());
    return relay;
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

  private void store(String login, String id, int second) throws Exception {
    outbox.store(event(login, id, second)).await(60, SECONDS);
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

  private double stalled() {
    return meters.counter("sev_background_rounds", "work", "outbox", "outcome", "stalled").count();
  }
}

package dev.streamviewer.notifier.delivery;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryQueueTest {
  private static final SinkResponse OK = new SinkResponse(200, "{}");
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  /** A call to Pusher that the test answers. */
  private record Call(List<String> events, Promise<List<SinkResponse>> answer) {}

  private final List<Call> calls = new ArrayList<>();
  private final List<Runnable> pauses = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DeliveryQueue queue = queue(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void sendsASingleEventAtOnce() {
    var accepted = send("tfue", "a");

    answer(0, OK);

    assertThat(calls.get(0).events()).containsExactly("a");
    assertThat(accepted.result()).isEqualTo(new DeliveryAcceptance(true));
  }

  @Test
  void batchesEventsThatWaitForACall() {
    IntStream.range(0, 2).forEach(i -> send("busy" + i, "first"));
    IntStream.range(0, 25).forEach(i -> send("channel" + i, "e" + i));

    answer(0, OK);
    answer(1, OK);

    assertThat(calls).hasSize(4);
    assertThat(calls.get(2).events()).hasSize(10);
    assertThat(calls.get(3).events()).hasSize(10);
    assertThat(queue.waiting()).isEqualTo(5);
  }

  @Test
  void batchesEventsOfOneTurnOfTheEventLoop() {
    var turn = new ArrayList<Runnable>();
    var patient = queue(Clock.fixed(NOW, ZoneOffset.UTC), turn::add);
    IntStream.range(0, 3).forEach(i -> patient.send(encoded("e" + i, "channel" + i)));
    assertThat(calls).isEmpty();

    turn.forEach(Runnable::run);

    assertThat(turn).hasSize(1);
    assertThat(calls).extracting(Call::events).containsExactly(List.of("e0", "e1", "e2"));
  }

  @Test
  void sendsNoChannelInTwoCallsAtATime() {
    send("tfue", "a");
    send("tfue", "b");
    send("luna", "c");

    assertThat(calls).extracting(Call::events).containsExactly(List.of("a"), List.of("c"));

    answer(0, OK);

    assertThat(calls.get(2).events()).containsExactly("b");
  }

  @Test
  void keepsTheOrderOfAChannelWithinACall() {
    send("tfue", "first");
    IntStream.range(0, 12).forEach(i -> send("tfue", "e" + i));

    answer(0, OK);
    answer(1, OK);

    assertThat(calls.get(1).events()).first().isEqualTo("e0");
    assertThat(calls.get(1).events()).hasSize(10);
    assertThat(calls.get(2).events()).containsExactly("e10", "e11");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 302})
  void failsAnEventAfterATemporaryErrorAndContinues(int status) {
    var first = send("tfue", "a");
    answer(0, new SinkResponse(status, "no"));

    assertReason(first, Reason.UPSTREAM);

    var second = send("tfue", "b");
    answer(1, OK);
    assertThat(second.result()).isEqualTo(new DeliveryAcceptance(true));
  }

  @Test
  void failsTheEventsOfABrokenConnection() {
    var accepted = send("tfue", "a");

    calls.get(0).answer().fail("Connection was closed");

    assertReason(accepted, Reason.UPSTREAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void dropsAnEventThatPusherWillNeverAccept(int status) {
    var accepted = send("tfue", "a");

    answer(0, new SinkResponse(status, "too much"));

    assertThat(accepted.result()).isEqualTo(new DeliveryAcceptance(false));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void keepsAnEventThatPusherCannotRefuseForGood(int status) {
    var kept = send("tfue", "a");

    answer(0, new SinkResponse(status, "over quota").doubted());

    assertReason(kept, Reason.UPSTREAM);
    assertThat(meters.counter("sev_notifier_events", "outcome", "dropped").count()).isZero();
  }

  @Test
  void deliversTheOtherEventsOfADoubtedBatch() {
    send("tfue", "first");
    var good = send("tfue", "good");
    var odd = send("tfue", "odd");
    answer(0, OK);

    answer(1, new SinkResponse(400, "one of them is odd").doubted());
    answer(2, OK);
    answer(3, new SinkResponse(400, "this one").doubted());

    assertThat(good.result()).isEqualTo(new DeliveryAcceptance(true));
    assertReason(odd, Reason.UPSTREAM);
  }

  @Test
  void opensTheCircuitWhileTheQuotaIsUsedUp() {
    send("tfue", "first");
    var events = IntStream.range(0, 10).mapToObj(i -> send("tfue", "e" + i)).toList();
    var quota = new SinkResponse(413, "over quota").doubted();
    answer(0, OK);

    for (var call = 1; call <= SinkCircuitBreaker.FAILURE_THRESHOLD; call++) {
      answer(call, quota);
    }

    assertThat(events).allSatisfy(event -> assertReason(event, Reason.UPSTREAM));
    assertThat(calls).hasSize(SinkCircuitBreaker.FAILURE_THRESHOLD + 1);
    assertReason(send("luna", "next"), Reason.UPSTREAM);
  }

  @Test
  void logsADroppedEventWithoutItsContent() {
    var redemption =
        new StreamEvent(
            "m1",
            "channel.channel_points_custom_reward_redemption.add",
            NOW,
            new Streamer("1", "tfue", "Tfue"),
            "Ada redeemed: my secret",
            new JsonObject().put("user_input", "my secret"));
    try (var log = new CapturedLog(BatchPublisher.class)) {
      queue.send(EncodedEvent.of(redemption));
      answer(0, new SinkResponse(413, "too much"));

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("channel.channel_points_custom_reward_redemption.add m1 of tfue")
          .doesNotContain("my secret");
    }
  }

  @Test
  void keepsTheStackFlatForCallsThatEndAtOnce() {
    var many = 20_000;
    var quick =
        new DeliveryQueue(
            publisher(it -> Future.succeededFuture(Collections.nCopies(it.size(), OK))),
            Clock.fixed(NOW, ZoneOffset.UTC),
            pauses::add,
            many,
            2);
    var all = IntStream.range(0, many).mapToObj(i -> quick.send(encoded("e" + i, "tfue"))).toList();

    pauses.get(0).run();

    assertThat(all).allMatch(Future::succeeded);
  }

  @Test
  void dropsOnlyTheBadEventOfABatch() {
    send("tfue", "first");
    var good = send("tfue", "good");
    var bad = send("tfue", "bad");
    answer(0, OK);

    answer(1, new SinkResponse(400, "one of them is bad"));
    answer(2, OK);
    answer(3, new SinkResponse(400, "this one"));

    assertThat(good.result()).isEqualTo(new DeliveryAcceptance(true));
    assertThat(bad.result()).isEqualTo(new DeliveryAcceptance(false));
  }

  @Test
  void handlesTheResponseOfEachEventSeparately() {
    send("tfue", "first");
    var taken = send("tfue", "taken");
    var throttled = send("tfue", "throttled");
    var bad = send("tfue", "bad");
    answer(0, OK);

    calls
        .get(1)
        .answer()
        .complete(List.of(OK, new SinkResponse(429, "slower"), new SinkResponse(400, "not that")));
    answer(2, new SinkResponse(400, "not that"));

    assertThat(taken.result()).isEqualTo(new DeliveryAcceptance(true));
    assertReason(throttled, Reason.UPSTREAM);
    assertThat(calls.get(2).events()).containsExactly("bad");
    assertThat(bad.result()).isEqualTo(new DeliveryAcceptance(false));
  }

  @Test
  void refusesEventsWhenFull() {
    IntStream.range(0, 2).forEach(i -> send("busy" + i, "first"));
    IntStream.range(0, 50).forEach(i -> send("channel" + i, "e"));

    assertReason(send("tfue", "one too many"), Reason.BUSY);
    assertThat(queue.waiting()).isEqualTo(50);
  }

  @Test
  void acceptsEventsAgainAfterACallHasEnded() {
    refusesEventsWhenFull();

    answer(0, OK);

    assertThat(send("tfue", "next").isComplete()).isFalse();
  }

  @Test
  void refusesEventsThatWaitedTooLong() {
    var clock = new TestClock(NOW);
    var slow = queue(clock);
    slow.send(encoded("1", "a"));
    slow.send(encoded("2", "b"));
    var late = slow.send(encoded("3", "c"));

    clock.advance(Duration.ofSeconds(2));
    answer(0, OK);

    assertReason(late, Reason.BUSY);
    assertThat(calls).hasSize(2);
    assertThat(slow.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusesWaitingAndNewEventsWhileTheCircuitIsOpen(int status) {
    send("a", "1");
    send("b", "2");
    var waiting = send("c", "3");
    var sameChannel = send("a", "4");
    answer(0, new SinkResponse(status, "no"));

    assertReason(waiting, Reason.UPSTREAM);
    assertReason(sameChannel, Reason.UPSTREAM);
    assertReason(send("d", "5"), Reason.UPSTREAM);
    assertThat(calls).hasSize(2);
    assertThat(queue.waiting()).isZero();
    assertThat(meters.counter("sev_notifier_events", "outcome", "refused").count()).isEqualTo(3);
  }

  @Test
  void continuesAfterASuccessfulTrialCall() {
    for (var i = 0; i < SinkCircuitBreaker.FAILURE_THRESHOLD; i++) {
      send("tfue", "e" + i);
      answer(i, new SinkResponse(500, ""));
    }
    pauses.get(0).run();

    var trial = send("tfue", "trial");
    assertReason(send("luna", "meanwhile"), Reason.UPSTREAM);
    answer(SinkCircuitBreaker.FAILURE_THRESHOLD, OK);

    assertThat(trial.result()).isEqualTo(new DeliveryAcceptance(true));
    send("luna", "next");
    assertThat(calls.get(SinkCircuitBreaker.FAILURE_THRESHOLD + 1).events())
        .containsExactly("next");
  }

  @Test
  void stopsTheSearchForABadEventWhenTheCircuitOpens() {
    send("tfue", "first");
    send("tfue", "a");
    var rest = send("tfue", "b");
    answer(0, OK);
    answer(1, new SinkResponse(400, "one of them is bad"));

    answer(2, new SinkResponse(401, "no"));

    assertReason(rest, Reason.UPSTREAM);
    assertThat(calls).hasSize(3);
  }

  private DeliveryQueue queue(Clock clock) {
    return queue(clock, Runnable::run);
  }

  private DeliveryQueue queue(Clock clock, Executor deferred) {
    return new DeliveryQueue(publisher(this::publish), clock, deferred, 50, 2);
  }

  private BatchPublisher publisher(Function<List<QueuedEvent>, Future<List<SinkResponse>>> call) {
    return new BatchPublisher(
        "Pusher",
        call,
        new SinkCircuitBreaker(
            "Pusher", Future::succeededFuture, (pause, action) -> pauses.add(action)),
        DeliveryMeters.pusher(meters));
  }

  private Future<List<SinkResponse>> publish(List<QueuedEvent> deliveries) {
    var call = new Call(deliveries.stream().map(it -> it.event().id()).toList(), Promise.promise());
    calls.add(call);
    return call.answer().future();
  }

  @Test
  void continuesAfterACallThatCannotBegin() {
    var broken = new AtomicBoolean(true);
    var publisher =
        publisher(
            events -> {
              if (broken.getAndSet(false)) {
                throw new IllegalStateException("broken");
              }
              return Future.succeededFuture(List.of(OK));
            });
    var single =
        new DeliveryQueue(publisher, Clock.fixed(NOW, ZoneOffset.UTC), Runnable::run, 10, 1);

    assertReason(single.send(encoded("a")), Reason.UPSTREAM);
    assertThat(single.send(encoded("b")).result()).isEqualTo(new DeliveryAcceptance(true));
  }

  /** A sender without an answer would get none for any repetition. */
  @Test
  void failsEventsWithoutAResponse() {
    var unanswered = send("tfue", "a");

    calls.get(0).answer().complete(List.of());

    assertReason(unanswered, Reason.UPSTREAM);
  }

  private Future<DeliveryAcceptance> send(String login, String id) {
    return queue.send(encoded(id, login));
  }

  private void answer(int call, SinkResponse answer) {
    var events = calls.get(call).events().size();
    calls.get(call).answer().complete(Collections.nCopies(events, answer));
  }

  private static void assertReason(Future<DeliveryAcceptance> failed, Reason reason) {
    assertThat(failed.cause()).isInstanceOf(BusFailure.class);
    assertThat(((BusFailure) failed.cause()).reason()).isEqualTo(reason);
  }
}

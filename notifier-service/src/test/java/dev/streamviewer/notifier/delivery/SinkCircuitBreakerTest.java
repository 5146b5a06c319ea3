package dev.streamviewer.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkCircuitBreakerTest {
  private static final SinkResponse OK = new SinkResponse(200, "{}");
  private static final SinkResponse DOWN = new SinkResponse(503, "");
  private static final SinkResponse REFUSED = new SinkResponse(401, "");

  private record Pause(Duration length, Runnable end) {}

  private final List<Promise<SinkResponse>> probes = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private final SinkCircuitBreaker circuit =
      new SinkCircuitBreaker(
          "Pusher",
          () -> {
            probes.add(Promise.promise());
            return last(probes).future();
          },
          (length, end) -> pauses.add(new Pause(length, end)));

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 302, 404})
  void opensAfterFailuresInARow(int status) {
    answer(SinkCircuitBreaker.FAILURE_THRESHOLD - 1, new SinkResponse(status, ""));
    assertThat(circuit.isOpen()).isFalse();

    answer(1, new SinkResponse(status, ""));

    assertThat(circuit.isOpen()).isTrue();
    assertThat(pauses).hasSize(1);
    assertThat(last(pauses).length())
        .isBetween(SinkCircuitBreaker.MIN_PAUSE.dividedBy(2), SinkCircuitBreaker.MIN_PAUSE);
  }

  @Test
  void opensAfterBrokenConnectionsInARow() {
    for (var i = 0; i < SinkCircuitBreaker.FAILURE_THRESHOLD; i++) {
      begin().fail("Connection was closed");
    }

    assertThat(circuit.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 413})
  void staysClosedWhilePusherRespondsNowAndThen(int status) {
    for (var i = 0; i < 3; i++) {
      answer(SinkCircuitBreaker.FAILURE_THRESHOLD - 1, DOWN);
      answer(1, new SinkResponse(status, ""));
    }

    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void closesAfterASuccessfulTrialCall() {
    open();

    last(pauses).end().run();
    assertThat(circuit.isOpen()).isFalse();
    var trial = begin();
    assertThat(circuit.isOpen()).isTrue();
    trial.complete(OK);

    assertThat(circuit.isOpen()).isFalse();
    answer(SinkCircuitBreaker.FAILURE_THRESHOLD - 1, DOWN);
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void doublesThePauseAfterEachFailedTrial() {
    open();
    for (var i = 0; i < 8; i++) {
      last(pauses).end().run();
      answer(1, DOWN);
      assertThat(circuit.isOpen()).isTrue();
    }

    assertThat(pauses.get(1).length())
        .isBetween(SinkCircuitBreaker.MIN_PAUSE, SinkCircuitBreaker.MIN_PAUSE.multipliedBy(2));
    assertThat(last(pauses).length())
        .isBetween(SinkCircuitBreaker.MAX_PAUSE.dividedBy(2), SinkCircuitBreaker.MAX_PAUSE);
  }

  @Test
  void resetsThePauseAfterItHasClosed() {
    doublesThePauseAfterEachFailedTrial();
    last(pauses).end().run();
    answer(1, OK);

    open();

    assertThat(last(pauses).length()).isLessThanOrEqualTo(SinkCircuitBreaker.MIN_PAUSE);
  }

  @Test
  void opensForTheTimeOfTheRetryAfterHeader() {
    answer(1, new SinkResponse(429, "", Duration.ofSeconds(7)));

    assertThat(circuit.isOpen()).isTrue();
    assertThat(last(pauses).length()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void limitsTheTimeOfTheRetryAfterHeader() {
    answer(1, new SinkResponse(429, "", Duration.ofDays(1)));

    assertThat(last(pauses).length()).isEqualTo(SinkCircuitBreaker.MAX_RETRY_AFTER);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 503})
  void ignoresResultsOfCallsThatBeganBeforeTheTrial(int status) {
    var early = begin();
    open();
    last(pauses).end().run();
    var trial = begin();

    early.complete(new SinkResponse(status, ""));
    assertThat(circuit.isOpen()).isTrue();
    assertThat(pauses).hasSize(1);
    trial.complete(OK);

    assertThat(circuit.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void opensAtOnceWhenPusherRefusesTheCredentials(int status) {
    answer(1, new SinkResponse(status, ""));

    assertThat(circuit.isOpen()).isTrue();
    assertThat(last(pauses).length()).isEqualTo(SinkCircuitBreaker.REFUSED_PAUSE);
    assertThat(probes).isEmpty();
  }

  @Test
  void passesNoEventWhilePusherRefusesTheCredentials() {
    answer(1, REFUSED);

    last(pauses).end().run();
    last(probes).complete(REFUSED);
    last(pauses).end().run();
    last(probes).fail("Connection was closed");

    assertThat(probes).hasSize(2);
    assertThat(pauses).hasSize(3);
    assertThat(circuit.isOpen()).isTrue();
  }

  @Test
  void closesAfterAnAcceptedProbe() {
    answer(1, REFUSED);

    last(pauses).end().run();
    assertThat(circuit.isOpen()).isTrue();
    last(probes).complete(OK);

    assertThat(circuit.isOpen()).isFalse();
    answer(1, OK);
    assertThat(circuit.isOpen()).isFalse();
    assertThat(pauses).hasSize(1);
  }

  /** A trial without an end would refuse events for ever. */
  @Test
  void opensAgainAfterATrialThatCannotBegin() {
    open();
    last(pauses).end().run();

    var trial =
        circuit.call(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThat(trial.cause()).hasMessage("broken");
    assertThat(pauses).hasSize(2);
    last(pauses).end().run();
    assertThat(circuit.isOpen()).isFalse();
  }

  private void open() {
    answer(SinkCircuitBreaker.FAILURE_THRESHOLD, DOWN);
  }

  private void answer(int calls, SinkResponse answer) {
    for (var i = 0; i < calls; i++) {
      begin().complete(answer);
    }
  }

  private Promise<SinkResponse> begin() {
    var call = Promise.<SinkResponse>promise();
    circuit.call(() -> call.future().map(List::of));
    return call;
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }
}

package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RoundGuardTest {
  private static final Duration STALL_TIMEOUT = Duration.ofMillis(300);

  /** Far longer than a step of a round that makes progress, also on a loaded machine. */
  private static final Duration LONG_STALL_TIMEOUT = Duration.ofSeconds(2);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger released = new AtomicInteger();
  private Vertx vertx;
  private RoundGuard guard;

  @BeforeEach
  void build(Vertx vertx) {
    this.vertx = vertx;
    guard = guard(STALL_TIMEOUT);
  }

  private RoundGuard guard(Duration stallTimeout) {
    return new RoundGuard(vertx, "test", stallTimeout, meters, released::incrementAndGet);
  }

  @Test
  void givesUpAHangingRoundAndRunsTheNext() throws Exception {
    assertThatThrownBy(() -> await(() -> guard.run(round -> Promise.promise().future())))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("no step ended within 0.3 s");
    assertThat(released).hasValue(1);
    assertThat(rounds("stalled")).isEqualTo(1);

    var next = await(() -> guard.run(round -> Future.succeededFuture("done")));
    assertThat(next).isEqualTo("done");
    assertThat(rounds("completed")).isEqualTo(1);
  }

  @Test
  void ignoresTheLateResultOfARoundGivenUp() throws Exception {
    var hanging = Promise.<Void>promise();
    var afterwards = new AtomicInteger();
    var end = Promise.<Void>promise();
    var run =
        guard.<Void>run(
            round ->
                round
                    .step(hanging::future)
                    .compose(
                        late ->
                            round.<Void>step(
                                () -> {
                                  afterwards.incrementAndGet();
                                  return Future.succeededFuture();
                                }))
                    .onComplete(end));
    assertThatThrownBy(() -> await(() -> run)).hasMessageContaining("given up");

    hanging.complete();

    assertThatThrownBy(() -> await(end::future)).isInstanceOf(CancellationException.class);
    assertThat(afterwards).hasValue(0);
    assertThat(rounds("failed") + rounds("completed")).isZero();
  }

  @Test
  void beginsNoFurtherStepOfARoundThatIsEnded() {
    var step = Promise.<Void>promise();
    var run =
        guard.<Void>run(
            round ->
                round
                    .step(step::future)
                    .compose(done -> round.step(() -> Future.<Void>succeededFuture())));

    guard.endRounds();
    step.complete();

    assertThatThrownBy(() -> await(() -> run)).isInstanceOf(CancellationException.class);
    assertThat(released).hasValue(0);
  }

  @Test
  void keepsALongRoundThatMakesProgress() throws Exception {
    var patient = guard(LONG_STALL_TIMEOUT);
    var steps = IntStream.range(0, 12).iterator();

    await(
        () ->
            patient.run(
                round ->
                    Sequentially.forEach(
                        steps, number -> round.step(() -> vertx.timer(200, MILLISECONDS)))));

    assertThat(rounds("completed")).isEqualTo(1);
    assertThat(released).hasValue(0);
  }

  @Test
  void acceptsProgressFromStepsThatDoNotKnowTheirRound() throws Exception {
    var patient = guard(LONG_STALL_TIMEOUT);
    var timer = vertx.setPeriodic(200, tick -> patient.progress());

    await(() -> patient.run(round -> vertx.timer(2_400, MILLISECONDS)));

    vertx.cancelTimer(timer);
    assertThat(released).hasValue(0);
  }

  @Test
  void returnsAFailureWithoutReleasingResources() throws Exception {
    assertThatThrownBy(() -> await(() -> guard.run(round -> Future.failedFuture("no Twitch"))))
        .hasMessage("no Twitch");
    assertThatThrownBy(
            () ->
                await(
                    () ->
                        guard.run(
                            round -> {
                              throw new IllegalStateException("no such thing");
                            })))
        .hasMessage("no such thing");

    assertThat(rounds("failed")).isEqualTo(2);
    assertThat(released).hasValue(0);
  }

  private double rounds(String outcome) {
    return meters.counter("sev_background_rounds", "work", "test", "outcome", outcome).count();
  }

  private static <T> T await(Supplier<Future<T>> work) throws TimeoutException {
    return work.get().await(60, SECONDS);
  }
}

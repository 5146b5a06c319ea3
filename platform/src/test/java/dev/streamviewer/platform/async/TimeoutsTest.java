package dev.streamviewer.platform.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Promise<Void>> timers = new CopyOnWriteArrayList<>();
  private final Timeouts timeouts = new Timeouts(this::timer);

  @Test
  void returnsAResultInTime() {
    var work = Promise.<String>promise();
    var awaited = limited(work.future());

    work.complete("done");

    assertThat(awaited.result()).isEqualTo("done");
  }

  @Test
  void returnsAFailureInTime() {
    var work = Promise.<String>promise();
    var awaited = limited(work.future());

    work.fail("broken");

    assertThat(awaited.cause()).hasMessage("broken");
  }

  @Test
  void setsNoTimerForACompletedFuture() {
    assertThat(limited(Future.succeededFuture("done")).result()).isEqualTo("done");
    assertThat(timers).isEmpty();
  }

  @Test
  void endsAllOverdueWaitsByOneTimer() {
    var first = limited(Promise.<String>promise().future());
    var second = limited(Promise.<String>promise().future());
    assertThat(timers).hasSize(1);

    timers.get(0).complete();

    assertThat(first.cause()).isInstanceOf(TimeoutException.class);
    assertThat(second.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void endsEachWaitOnTheContextOfItsCaller() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var context = vertx.getOrCreateContext();
      var ended = Promise.<Context>promise();
      context.runOnContext(
          turn ->
              limited(Promise.<String>promise().future())
                  .onFailure(late -> ended.complete(Vertx.currentContext())));
      Awaitility.await().until(() -> !timers.isEmpty());

      timers.get(0).complete();

      assertThat(ended.future().await(60, TimeUnit.SECONDS)).isSameAs(context);
    } finally {
      vertx.close().await(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void keepsAWaitThatHasTimeLeft() {
    var over = Promise.<String>promise();
    timeouts.within(MINUTE, "The work", over.future());
    var awaited = timeouts.within(MINUTE, "The work", Promise.<String>promise().future());
    over.complete("in time");

    timers.get(0).complete();

    assertThat(awaited.isComplete()).isFalse();
    assertThat(timers).hasSize(2);
  }

  @Test
  void ignoresALateResult() {
    var work = Promise.<String>promise();
    var awaited = limited(work.future());
    timers.get(0).complete();

    work.complete("late");

    assertThat(awaited.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void setsANewTimerAfterTheLastHasEnded() {
    limited(Promise.<String>promise().future());
    timers.get(0).complete();

    var next = limited(Promise.<String>promise().future());
    timers.get(1).complete();

    assertThat(next.failed()).isTrue();
  }

  @Test
  void saysWhatTookTooLong() {
    var limited = timeouts.within(Duration.ZERO, "The answer", Promise.<String>promise().future());

    timers.get(0).complete();

    assertThat(limited.cause()).hasMessage("The answer took longer than 0 ms");
  }

  @Test
  void setsATimerForEachDuration() {
    limited(Promise.<String>promise().future());
    timeouts.within(MINUTE, "The work", Promise.<String>promise().future());
    limited(Promise.<String>promise().future());

    assertThat(timers).hasSize(2);
  }

  @Test
  void endsACallThatTakesTooLong() {
    var call = Promise.<String>promise();

    var limited = Timeouts.ofCall(Duration.ofMillis(1), "The answer", call.future());

    Awaitility.await().until(limited::isComplete);
    assertThat(limited.cause())
        .isInstanceOf(TimeoutException.class)
        .hasMessage("The answer took longer than 1 ms");
  }

  @Test
  void keepsTheFailureOfACall() {
    var call = Promise.<String>promise();
    var limited = Timeouts.ofCall(MINUTE, "The answer", call.future());

    call.fail(new TimeoutException("of the call itself"));

    assertThat(limited.cause()).hasMessage("of the call itself");
  }

  private <T> Future<T> limited(Future<T> work) {
    return timeouts.within(Duration.ZERO, "The work", work);
  }

  private Future<Void> timer(Duration pause) {
    var timer = Promise.<Void>promise();
    timers.add(timer);
    return timer.future();
  }
}

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

class FixedTimeoutTest {
  private final List<Runnable> timers = new CopyOnWriteArrayList<>();
  private final FixedTimeout timeouts = timeout(Duration.ZERO);

  @Test
  void passesOnWhatComesInTime() {
    var work = Promise.<String>promise();
    var awaited = timeouts.await(work.future());

    work.complete("done");

    assertThat(awaited.result()).isEqualTo("done");
  }

  @Test
  void passesOnAFailureAsItIs() {
    var work = Promise.<String>promise();
    var awaited = timeouts.await(work.future());

    work.fail("broken");

    assertThat(awaited.cause()).hasMessage("broken");
  }

  @Test
  void neitherWaitsNorSetsATimerForWhatIsThere() {
    assertThat(timeouts.await(Future.succeededFuture("done")).result()).isEqualTo("done");
    assertThat(timers).isEmpty();
  }

  @Test
  void endsAllThatTakeTooLongByOneTimer() {
    var first = timeouts.await(Promise.<String>promise().future());
    var second = timeouts.await(Promise.<String>promise().future());
    assertThat(timers).hasSize(1);

    timers.get(0).run();

    assertThat(first.cause()).isInstanceOf(TimeoutException.class);
    assertThat(second.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void endsEachWaitOnTheContextOfItsMessage() throws Exception {
    var vertx = Vertx.vertx();
    try {
      var context = vertx.getOrCreateContext();
      var ended = Promise.<Context>promise();
      context.runOnContext(
          turn ->
              timeouts
                  .await(Promise.<String>promise().future())
                  .onFailure(late -> ended.complete(Vertx.currentContext())));
      Awaitility.await().until(() -> !timers.isEmpty());

      timers.get(0).run();

      assertThat(ended.future().await(5, TimeUnit.SECONDS)).isSameAs(context);
    } finally {
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitsOnForWhatHasTimeLeft() {
    var minute = timeout(Duration.ofMinutes(1));
    var over = Promise.<String>promise();
    minute.await(over.future());
    var awaited = minute.await(Promise.<String>promise().future());
    over.complete("in time");

    timers.get(0).run();

    assertThat(awaited.isComplete()).isFalse();
    assertThat(timers).hasSize(2);
  }

  @Test
  void takesNoNoticeOfWhatComesTooLate() {
    var work = Promise.<String>promise();
    var awaited = timeouts.await(work.future());
    timers.get(0).run();

    work.complete("late");

    assertThat(awaited.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void setsATimerAgainWhenOneHasEnded() {
    timeouts.await(Promise.<String>promise().future());
    timers.get(0).run();

    var next = timeouts.await(Promise.<String>promise().future());
    timers.get(1).run();

    assertThat(next.failed()).isTrue();
  }

  private FixedTimeout timeout(Duration duration) {
    return new FixedTimeout(duration, (pause, action) -> timers.add(action));
  }
}

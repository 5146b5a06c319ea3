package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Each look at the clock takes ten seconds here. */
class StartProgressTest {
  private static final Duration STALL = Duration.ofSeconds(15);

  private final AtomicLong processor = new AtomicLong();
  private final AtomicLong clock = new AtomicLong();
  private final Promise<String> start = Promise.promise();

  @Test
  void returnsTheResult() throws TimeoutException {
    assertThat(progress(0).await(Future.succeededFuture("started"))).isEqualTo("started");
  }

  @Test
  void givesUpAStartWithoutProgress() {
    assertThatThrownBy(() -> progress(0).await(start.future()))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("the start made no progress for 15 s");
  }

  @Test
  void waitsWhileTheProcessorIsBusy() throws TimeoutException {
    var progress = progress(Duration.ofSeconds(2).toNanos());

    assertThat(progress.await(start.future())).isEqualTo("after four looks");
  }

  @Test
  void givesUpAfterTenMinutes() {
    var busy =
        new StartProgress(
            STALL,
            () -> processor.addAndGet(Duration.ofSeconds(2).toNanos()),
            () -> clock.addAndGet(Duration.ofMinutes(9).toNanos()));

    assertThatThrownBy(() -> busy.await(start.future()))
        .hasMessage("the start took longer than 600 s");
  }

  private StartProgress progress(long processorNanosPerLook) {
    return new StartProgress(
        STALL,
        () -> processor.addAndGet(processorNanosPerLook),
        () -> {
          var now = clock.addAndGet(Duration.ofSeconds(10).toNanos());
          if (now >= Duration.ofSeconds(50).toNanos()) {
            start.tryComplete("after four looks");
          }
          return now;
        });
  }
}

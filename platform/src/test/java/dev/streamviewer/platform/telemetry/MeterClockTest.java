package dev.streamviewer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MeterClockTest {
  @Test
  void followsTheTimeOfDay(Vertx vertx) {
    var clock = new MeterClock();
    var first = clock.wallTime();
    assertThat(first).isCloseTo(System.currentTimeMillis(), within(60_000L));

    clock.start(vertx);

    await().untilAsserted(() -> assertThat(clock.wallTime()).isGreaterThan(first + 1_500));
    assertThat(clock.wallTime()).isCloseTo(System.currentTimeMillis(), within(60_000L));
  }

  @Test
  void measuresDurationsExactly() {
    var clock = new MeterClock();
    var before = System.nanoTime();

    var time = clock.monotonicTime();

    assertThat(time).isBetween(before, System.nanoTime());
  }
}

package dev.streamviewer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HelixPointsTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HelixPoints points = new HelixPoints(meters, clock);

  @Test
  void asMuchMayBeSpentAsTwitchUsuallyAllows() {
    for (var i = 0; i < 800; i++) {
      assertThat(points.take()).isTrue();
    }
    assertThat(points.take()).isFalse();
  }

  @Test
  void whatTwitchSaysIsLeftIsLess() {
    assertThat(points.take()).isTrue();

    points.answered(headers(800, 1));

    assertThat(points.take()).isTrue();
    assertThat(points.take()).isFalse();
    assertThat(meters.get("helix_points_remaining").gauge().value()).isZero();
  }

  @Test
  void whatIsStillOnItsWayIsNotSpentTwice() {
    points.take();
    points.take();

    points.answered(headers(800, 1));

    assertThat(points.take()).isFalse();
  }

  @Test
  void theBucketFillsWithinAMinute() {
    points.take();
    points.answered(headers(60, 0));
    assertThat(points.untilNext()).isEqualTo(Duration.ofSeconds(1));

    clock.pass(Duration.ofSeconds(1));

    assertThat(points.take()).isTrue();
    assertThat(points.take()).isFalse();
    assertThat(meters.get("helix_points_limit").gauge().value()).isEqualTo(60);
  }

  @Test
  void anAnswerThatSaysNothingOfTheLimitChangesNothing() {
    points.take();

    points.answered(MultiMap.caseInsensitiveMultiMap().add("Ratelimit-Remaining", "many"));

    assertThat(meters.get("helix_points_remaining").gauge().value()).isEqualTo(799);
  }

  private static MultiMap headers(int limit, int remaining) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Ratelimit-Limit", String.valueOf(limit))
        .add("Ratelimit-Remaining", String.valueOf(remaining));
  }
}

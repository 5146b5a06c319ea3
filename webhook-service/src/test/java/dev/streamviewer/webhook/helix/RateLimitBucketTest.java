package dev.streamviewer.webhook.helix;

import static dev.streamviewer.webhook.helix.HelixCallPurpose.NAMES;
import static dev.streamviewer.webhook.helix.HelixCallPurpose.SEARCHES;
import static dev.streamviewer.webhook.helix.HelixCallPurpose.UPKEEP;
import static dev.streamviewer.webhook.helix.HelixCallPurpose.WATCHES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitBucketTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RateLimitBucket bucket = new RateLimitBucket(meters, Cluster.NONE, clock);

  @Test
  void guaranteesEachPurposeItsShare() {
    assertThat(spend(SEARCHES)).isEqualTo(600);

    assertThat(spend(NAMES)).isEqualTo(25);
    assertThat(spend(WATCHES)).isEqualTo(50);
    assertThat(spend(UPKEEP)).isEqualTo(50);
    assertThat(meters.get("sev_helix_calls").tag("use", "searches").counter().count())
        .isEqualTo(600);
  }

  @ParameterizedTest
  @EnumSource
  void whateverFloodsTheOthersHaveTheirPart(HelixCallPurpose flood) {
    var others = EnumSet.complementOf(EnumSet.of(flood));
    var spent = new EnumMap<HelixCallPurpose, Integer>(HelixCallPurpose.class);
    for (var second = 0; second < 60; second++) {
      spend(flood);
      others.forEach(purpose -> spent.merge(purpose, spend(purpose), Integer::sum));
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(others)
        .allSatisfy(
            purpose ->
                assertThat(spent.get(purpose))
                    .isGreaterThanOrEqualTo((int) (purpose.share(1) * 800) - 1));
  }

  @Test
  void spendsUnusedPointsOnOnePurpose() {
    spend(UPKEEP);
    clock.advance(Duration.ofSeconds(6));

    assertThat(spend(UPKEEP)).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void allProcessesTogetherAreGuaranteedLessThanComesIn(int processes) {
    var everywhere = EnumSet.complementOf(EnumSet.of(UPKEEP));
    var viewers = everywhere.stream().mapToDouble(purpose -> purpose.share(processes)).sum();

    assertThat(viewers * processes + UPKEEP.share(processes)).isEqualTo(0.875, within(1e-9));
  }

  @Test
  void adoptsTheRemainingPointsOfTwitch() {
    assertThat(bucket.take(UPKEEP)).isTrue();

    bucket.answered(headers(800, 1));

    assertThat(bucket.take(UPKEEP)).isTrue();
    assertThat(bucket.take(UPKEEP)).isFalse();
    assertThat(meters.get("sev_helix_points_remaining").gauge().value()).isZero();
  }

  @Test
  void subtractsCallsInFlight() {
    bucket.take(UPKEEP);
    bucket.take(UPKEEP);

    bucket.answered(headers(800, 1));

    assertThat(bucket.take(UPKEEP)).isFalse();
  }

  @Test
  void refillsWithinAMinute() {
    bucket.take(UPKEEP);
    bucket.answered(headers(60, 0));
    assertThat(bucket.until(UPKEEP, 1)).isEqualTo(Duration.ofSeconds(1));

    clock.advance(Duration.ofSeconds(1));

    assertThat(bucket.take(UPKEEP)).isTrue();
    assertThat(bucket.take(UPKEEP)).isFalse();
    assertThat(meters.get("sev_helix_points_limit").gauge().value()).isEqualTo(60);
  }

  @Test
  void ignoresAnswersWithoutRateLimitHeaders() {
    bucket.take(UPKEEP);

    bucket.answered(MultiMap.caseInsensitiveMultiMap().add("Ratelimit-Remaining", "many"));

    assertThat(meters.get("sev_helix_points_remaining").gauge().value()).isEqualTo(799);
  }

  /** Spends all points of a purpose and returns their number. */
  private int spend(HelixCallPurpose purpose) {
    var spent = 0;
    while (bucket.take(purpose)) {
      spent++;
    }
    return spent;
  }

  private static MultiMap headers(int limit, int remaining) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Ratelimit-Limit", String.valueOf(limit))
        .add("Ratelimit-Remaining", String.valueOf(remaining));
  }
}

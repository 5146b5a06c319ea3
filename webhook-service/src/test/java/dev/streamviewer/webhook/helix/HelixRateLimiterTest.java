package dev.streamviewer.webhook.helix;

import static dev.streamviewer.webhook.helix.HelixCallPurpose.SEARCHES;
import static dev.streamviewer.webhook.helix.HelixCallPurpose.UPKEEP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.webhook.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HelixRateLimiterTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T20:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RateLimitBucket bucket = new RateLimitBucket(meters, Cluster.NONE, time);
  private final HelixRateLimiter rateLimiter = new HelixRateLimiter(bucket, time, time);

  @Test
  void refusesAtOnceWithoutAPointInReach() {
    var flood = searches(1_000);

    assertThat(flood).filteredOn(Future::succeeded).hasSize(600);
    assertThat(flood)
        .filteredOn(Future::failed)
        .isNotEmpty()
        .allMatch(it -> it.cause() instanceof BusFailure);
    assertThat(rateLimiter.point(UPKEEP).succeeded()).isTrue();
    assertThat(meters.get("sev_helix_calls_given_up").tag("use", "searches").counter().count())
        .isEqualTo(flood.stream().filter(Future::failed).count());
  }

  @Test
  void servesDelayedCallsInOrderOfArrival() {
    searches(600);
    var held = searches(3);
    assertThat(rateLimiter.held()).isEqualTo(3);

    time.runFor(Duration.ofMillis(80));
    assertThat(held).extracting(Future::succeeded).containsExactly(true, false, false);

    time.runFor(Duration.ofMillis(160));
    assertThat(held).allMatch(Future::succeeded);
    assertThat(rateLimiter.held()).isZero();
  }

  @Test
  void letsNoLaterCallOvertake() {
    searches(600);
    var held = searches(1);
    time.runFor(Duration.ofMillis(75));

    var later = searches(1);

    assertThat(later.get(0).isComplete()).isFalse();
    time.runFor(Duration.ofMillis(5));
    assertThat(held.get(0).succeeded()).isTrue();
  }

  @Test
  void refusesACallAfterTheLongestWait() {
    searches(600);
    var held = searches(2);

    for (var tenth = 0; tenth < 12; tenth++) {
      bucket.answered(nothingLeft());
      time.runFor(Duration.ofMillis(100));
    }

    assertThat(held.get(0).succeeded()).isTrue();
    assertThat(held.get(1).cause()).hasMessageContaining("rate limit");
    assertThat(rateLimiter.held()).isZero();
  }

  private List<Future<Void>> searches(int number) {
    return IntStream.range(0, number).mapToObj(i -> rateLimiter.point(SEARCHES)).toList();
  }

  private static MultiMap nothingLeft() {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Ratelimit-Limit", "800")
        .add("Ratelimit-Remaining", "0");
  }
}

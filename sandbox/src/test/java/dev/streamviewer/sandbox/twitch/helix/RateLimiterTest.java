package dev.streamviewer.sandbox.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final TestClock clock = new TestClock(Instant.EPOCH);
  private final RateLimiter limiter = new RateLimiter(clock, 2);

  @Test
  void refusesCallsWhenTheBucketIsEmpty() {
    limiter.take("app");
    limiter.take("app");

    var verdict = limiter.take("app");

    assertThat(verdict).isEqualTo(new RateLimiter.Verdict(false, 2, 0, 60));
  }

  @Test
  void refillsTheBucketOverTime() {
    limiter.take("app");
    limiter.take("app");
    clock.set(Instant.ofEpochSecond(30));

    assertThat(limiter.take("app").allowed()).isTrue();
    assertThat(limiter.take("app").allowed()).isFalse();
  }

  @Test
  void countsCallsPerUser() {
    limiter.take("app");
    limiter.take("app");

    assertThat(limiter.take("1234").allowed()).isTrue();
  }
}

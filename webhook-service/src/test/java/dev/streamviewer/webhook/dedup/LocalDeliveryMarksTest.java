package dev.streamviewer.webhook.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.dedup.DeliveryMarks.Claim;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocalDeliveryMarksTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final LocalDeliveryMarks marks = new LocalDeliveryMarks(3, clock);

  @Test
  void grantsOneClaimAtATime() {
    assertThat(claim("a")).isEqualTo(Claim.NEW);
    assertThat(claim("a")).isEqualTo(Claim.IN_FLIGHT);
    assertThat(claim("b")).isEqualTo(Claim.NEW);
  }

  @Test
  void keepsMarksLongerThanTwitchRepeatsMessages() {
    claim("a");
    marks.confirm(MarkKey.of("a"), DeliveryMarks.ANY_TIME);

    clock.advance(Duration.ofMinutes(10));

    assertThat(claim("a")).isEqualTo(Claim.DELIVERED);
  }

  @Test
  void allowsAnImmediateRetryAfterAFailure() {
    claim("a");
    marks.release(MarkKey.of("a"));

    assertThat(claim("a")).isEqualTo(Claim.NEW);
  }

  @Test
  void allowsARetryOfADeliveryThatNeverEnded() {
    claim("a");

    clock.advance(Duration.ofSeconds(16));

    assertThat(claim("a")).isEqualTo(Claim.NEW);
  }

  @Test
  void evictsMarksBeyondItsCapacity() {
    for (var i = 0; i < 100; i++) {
      claim("message " + i);
    }

    assertThat(marks.size()).isEqualTo(3);
    assertThat(claim("message 99")).isEqualTo(Claim.IN_FLIGHT);
    assertThat(claim("message 0")).isEqualTo(Claim.NEW);
  }

  @Test
  void removesExpiredMarks() {
    claim("a");
    clock.advance(Duration.ofHours(1));

    claim("b");

    assertThat(marks.size()).isEqualTo(1);
  }

  private Claim claim(String key) {
    return marks.claim(MarkKey.of(key), DeliveryMarks.ANY_TIME).result();
  }
}

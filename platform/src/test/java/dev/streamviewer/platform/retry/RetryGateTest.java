package dev.streamviewer.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryGateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Backoff BACKOFF = new Backoff(SECOND, Duration.ofSeconds(4));

  private final TestClock clock = new TestClock();
  private final RetryGate gate = new RetryGate(BACKOFF, clock);

  @Test
  void allowsAKeyThatNeverFailed() {
    assertThat(gate.allows("key")).isTrue();
  }

  @Test
  void doublesThePauseOfAKeyUpToTheLongest() {
    assertThat(pauseAfterFailure()).isEqualTo(SECOND);
    assertThat(pauseAfterFailure()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfterFailure()).isEqualTo(Duration.ofSeconds(4));
    assertThat(pauseAfterFailure()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void pausesEachKeySeparately() {
    gate.failed("key");

    assertThat(gate.allows("another")).isTrue();
  }

  @Test
  void allowsAForgottenKey() {
    gate.failed("key");

    gate.forget("key");

    assertThat(gate.allows("key")).isTrue();
    assertThat(pauseAfterFailure()).isEqualTo(SECOND);
  }

  @Test
  void startsAgainAfterTwiceTheLongestPauseWithoutFailure() {
    pauseAfterFailure();
    clock.advance(BACKOFF.longest().multipliedBy(2).plusMillis(1));

    assertThat(pauseAfterFailure()).isEqualTo(SECOND);
  }

  @Test
  void acceptsABackoffForOneFailure() {
    gate.failed("key", new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    clock.advance(Duration.ofSeconds(59));

    assertThat(gate.allows("key")).isFalse();
  }

  @Test
  void shortensPausesByHalfAtMostWithJitter() {
    var jittered = RetryGate.withJitter(clock);
    jittered.failed("key", BACKOFF);

    clock.advance(Duration.ofMillis(499));
    assertThat(jittered.allows("key")).isFalse();
    clock.advance(Duration.ofMillis(501));
    assertThat(jittered.allows("key")).isTrue();
  }

  /** Waits until the key is allowed again; the pauses here are whole seconds. */
  private Duration pauseAfterFailure() {
    gate.failed("key");
    var begin = clock.instant();
    while (!gate.allows("key")) {
      clock.advance(SECOND);
    }
    return Duration.between(begin, clock.instant());
  }
}

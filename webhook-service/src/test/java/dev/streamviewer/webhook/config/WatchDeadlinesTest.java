package dev.streamviewer.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.contract.Contracts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchDeadlinesTest {
  private static final WatchDeadlines STANDARD = WatchDeadlines.STANDARD;

  @Test
  void endsBeforeTheRequestsOnTheBus() {
    assertThat(STANDARD.answer()).isLessThan(Contracts.WATCH_STREAMER.timeout());
    assertThat(STANDARD.answer().plus(STANDARD.suggestions()))
        .as("a renewal of an unknown login")
        .isLessThan(Contracts.RENEW_WATCH.timeout());
    assertThat(STANDARD.unwatch()).isLessThan(Contracts.UNWATCH_STREAMER.timeout());
  }

  @Test
  void leavesTimeForSubscriptionsAfterTheNameLookup() {
    assertThat(STANDARD.answer().minus(STANDARD.nameLookup()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
  }

  @Test
  void letsACallToHelixOutlastTheAnswer() {
    assertThat(STANDARD.helixCall()).isGreaterThan(STANDARD.answer());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 800, 1500, 1000, 1000, 1000, nameLookup + suggestions",
    "900, 900, 1500, 1000, 1000, 1000, nameLookup + suggestions",
    "900, 800, 1800, 1000, 1000, 1000, subscriptions",
    "900, 800, 1500, 1500, 1000, 1000, lock",
    "900, 800, 1500, 1000, 2000, 1000, rateLimit",
    "900, 800, 1500, 1000, 1000, 1600, challenge",
  })
  void refusesAnInnerLimitThatIsNotShorter(
      long name,
      long suggestions,
      long subscriptions,
      long lock,
      long rateLimit,
      long challenge,
      String fault) {
    assertThatThrownBy(
            () ->
                new WatchDeadlines(
                    Duration.ofMillis(1_800),
                    Duration.ofMillis(name),
                    Duration.ofMillis(suggestions),
                    Duration.ofMillis(subscriptions),
                    Duration.ofMillis(lock),
                    Duration.ofMillis(rateLimit),
                    Duration.ofMillis(challenge),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(fault + " takes ");
  }
}

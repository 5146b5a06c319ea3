package dev.streamviewer.benchmarks.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Simulates a day of 4,000 viewers; {@code ./bench subscriptions} simulates 100,000. */
class SubscriptionSimulationTest {
  private static final Logger log = (Logger) LoggerFactory.getLogger("dev.streamviewer.webhook");

  /** The page's limit for an answer. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static SimulatedDay day;

  @BeforeAll
  static void simulateADay() {
    log.setLevel(Level.ERROR);
    day = new SimulatedDay(4_000, 800, 500).run();
    day.finish();
  }

  @AfterAll
  static void resetLogLevel() {
    log.setLevel(null);
  }

  @Test
  void keepsTheCostJustUnderTheLimit() {
    var reserve = day.subscriptions.limit / 50;

    assertThat(day.subscriptions.highestCost())
        .as("the viewers need more than the limit")
        .isGreaterThan(day.subscriptions.limit - 3 * reserve)
        .isLessThan(day.subscriptions.limit);
    assertThat(day.subscriptions.refusals()).isZero();
  }

  @Test
  void neverExceedsTheRateLimit() {
    assertThat(day.twitch.refusals()).isZero();
  }

  @Test
  void answersEveryWatchInTime() {
    assertThat(day.audience.longest()).isLessThan(ANSWER);
    assertThat(day.audience.failed()).isZero();
  }

  @Test
  void deletesAllSubscriptionsAfterTheLastViewerLeft() {
    assertThat(day.subscriptions.cost()).isZero();
  }
}

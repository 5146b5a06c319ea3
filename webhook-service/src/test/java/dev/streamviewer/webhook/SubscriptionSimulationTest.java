package dev.streamviewer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Simulates a day of viewers in virtual time. {@code ./bench subscriptions} runs a day of 100,000
 * viewers, prints and draws it; {@code docs/subscriptions.md} explains the result.
 */
class SubscriptionSimulationTest {
  private static final Logger log =
      (Logger) LoggerFactory.getLogger(SubscriptionSimulationTest.class.getPackageName());
  private static final int RATE_LIMIT = 800;

  /** A page gets an answer within two seconds. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static Simulation day;

  @BeforeAll
  static void letADayPass() throws IOException {
    log.setLevel(Level.ERROR);
    var plot = System.getProperty("simulation.plot");
    day =
        plot == null
            ? new Simulation(4_000, 800, 500, RATE_LIMIT)
            : new Simulation(100_000, 20_000, 10_000, RATE_LIMIT);
    day.run();
    if (plot != null) {
      System.out.println(SimulationTable.of(day));
      System.out.println(SimulationTable.summary(day));
      Files.writeString(Path.of(plot), SimulationPlot.of(day));
    }
    day.finish();
  }

  @AfterAll
  static void speakAgain() {
    log.setLevel(null);
  }

  @Test
  void keepsTheCostUnderTheLimit() {
    var reserve = day.subscriptions.limit / 50;

    assertThat(day.subscriptions.highestCost())
        .as("the limit is what is at stake")
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
  void keepsNoSubscriptionWithoutViewers() {
    assertThat(day.subscriptions.cost()).isZero();
  }
}

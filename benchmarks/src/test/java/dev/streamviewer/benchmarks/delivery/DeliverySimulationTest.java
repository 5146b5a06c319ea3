package dev.streamviewer.benchmarks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.slf4j.LoggerFactory;

/** Simulates some seeds of each kind; {@code ./bench simulate} simulates thousands. */
class DeliverySimulationTest {
  private static final Logger log = (Logger) LoggerFactory.getLogger("dev.streamviewer");

  @BeforeAll
  static void hideTheFaults() {
    log.setLevel(Level.OFF);
  }

  @AfterAll
  static void resetLogLevel() {
    log.setLevel(null);
  }

  @Test
  void keepsAllPromises() {
    var kinds = SimulationScenario.Family.values().length;

    LongStream.range(0, kinds)
        .forEach(
            seed ->
                assertThat(DeliveryRun.violations(seed, EnumSet.noneOf(DeliveryRule.class)))
                    .as("seed %d", seed)
                    .isEmpty());
  }

  @Test
  void givesTheSameResultForTheSameSeed() {
    var without = EnumSet.of(DeliveryRule.ONE_RESENDER);

    assertThat(DeliveryRun.violations(18, without))
        .isNotEmpty()
        .isEqualTo(DeliveryRun.violations(18, without));
  }

  /** Each rule is needed: a seed fails without the rule, and succeeds with it. */
  @ParameterizedTest
  @CsvFileSource(resources = "failing-seeds.csv")
  void failsWithoutTheRule(DeliveryRule rule, long seed) {
    assertThat(DeliveryRun.violations(seed, EnumSet.of(rule))).as("seed %d", seed).isNotEmpty();
  }

  /** No seed is known that fails without the repeated announcement of writers. */
  @Test
  void listsASeedForEachOtherRule() throws Exception {
    try (var seeds = DeliverySimulationTest.class.getResourceAsStream("failing-seeds.csv")) {
      var listed = new String(seeds.readAllBytes(), UTF_8);

      assertThat(listed.lines().map(line -> DeliveryRule.valueOf(line.split(",")[0])))
          .containsExactlyElementsOf(
              EnumSet.complementOf(EnumSet.of(DeliveryRule.WRITERS_REPEATED)));
    }
  }
}

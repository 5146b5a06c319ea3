package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests one fault at a time; {@link FaultTable} lists the faults. {@code -Dchaos=full} runs all.
 */
class ChaosIT {
  private static final Path TABLE = Path.of("target", "chaos", "table.md");
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(60);

  /** Time for pusher-js, whose pause grows with each failure. */
  private static final Duration RECONNECT_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration COLLECTION_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Allowed growth in MB of all processes together since before the first event, for marks and
   * recent events.
   */
  private static final long HEAP_GROWTH_MB = 40;

  private static final LoadPace PACE = LoadPace.ordered();
  private static final ClusterLayout LAYOUT =
      LoadPace.isFull() && NetworkNamespaces.isPossible()
          ? NetworkNamespaces.create()
          : ClusterLayout.loopback();
  private static final ResultTable table = new ResultTable();
  private static ServiceFleet fleet;
  private static long heapBefore;

  @BeforeAll
  static void start() {
    fleet = ServiceFleet.start(PACE.gateways(), LAYOUT);
    heapBefore = fleet.heap();
  }

  @AfterAll
  static void stop() throws IOException {
    if (fleet != null) {
      fleet.close();
      table.print(TABLE);
    }
  }

  static List<ChaosFault> troubles() {
    return FaultTable.ordered(PACE, LAYOUT);
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void losesNoAcknowledgedEventAndShowsNoneTwice(ChaosFault trouble) throws IOException {
    fleet.realPage().open();
    fleet.loadBalancer().outage().begin();
    var load = EventLoad.start(fleet.control(), trouble.traffic(), PACE.eventsPerSecond());
    ProcessPause.of(PACE.calm());
    trouble.fault().strike(fleet);
    ProcessPause.of(PACE.calm());
    load.stop();
    var outage = fleet.loadBalancer().outage().end();

    awaitCalm(load);

    var verdict = ChaosVerdict.of(trouble.name(), load, outage, fleet);
    table.add(verdict);
    assertThat(verdict.lost().size()).as("acknowledged and lost").isZero();
    assertThat(verdict.shownTwice().size()).as("shown twice").isZero();
    assertThat(verdict.notShown().size()).as("missing in Chromium").isZero();
    assertThat(verdict.heap()).as("MB in use after it").isLessThan(heapBefore + HEAP_GROWTH_MB);
    assertThat(verdict.acknowledged()).as("acknowledged in the end").isEqualTo(verdict.sent());
    assertThat(fleet.viewer().ask("GET", "/api/auth/me").getString("login"))
        .as("still signed in")
        .isEqualTo("tfue");
  }

  /**
   * Waits until Twitch has no message to resend and the outbox is empty, or until the time is up.
   */
  private static void awaitCalm(EventLoad load) {
    var sent = load.sent();
    var messages = sent.keySet();
    within(SETTLE_TIMEOUT, () -> fleet.loadBalancer().acknowledged().containsAll(messages));
    within(SETTLE_TIMEOUT, () -> fleet.outboxSize() == 0);
    within(ARRIVAL_TIMEOUT, () -> fleet.publishLog().accepted().containsAll(sent.values()));
    within(RECONNECT_TIMEOUT, () -> ChaosVerdict.notShown(load, fleet).isEmpty());
    within(COLLECTION_TIMEOUT, () -> fleet.heap() < heapBefore + HEAP_GROWTH_MB);
  }

  /** Waits without failing on a timeout: the verdict counts the missing events. */
  private static void within(Duration timeout, Callable<Boolean> condition) {
    try {
      await()
          .pollInSameThread()
          .atMost(timeout)
          .pollInterval(Duration.ofMillis(100))
          .until(condition);
    } catch (ConditionTimeoutException e) {
      System.out.println(e.getMessage());
    }
  }
}

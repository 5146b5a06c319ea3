package dev.streamviewer.sandbox.chaos;

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

/** One fault at a time; see {@link FaultTable} for which. Whole with {@code -Dchaos=full}. */
class ChaosIT {
  private static final Path TABLE = Path.of("target", "chaos", "table.md");
  private static final Duration TO_SETTLE = Duration.ofSeconds(90);
  private static final Duration TO_ARRIVE = Duration.ofSeconds(20);

  /** For pusher-js, which waits longer with each failure. */
  private static final Duration TO_RECONNECT = Duration.ofSeconds(60);

  private static final Duration TO_COLLECT = Duration.ofSeconds(30);

  /** What all processes together may hold more than before any event: marks, recent events. */
  private static final long MORE_HEAP = 40;

  private static final LoadPace PACE = LoadPace.ordered();
  private static final ClusterLayout TERRAIN =
      LoadPace.isFull() && NetworkNamespaces.isPossible()
          ? NetworkNamespaces.create()
          : ClusterLayout.loopback();
  private static final ResultTable table = new ResultTable();
  private static ServiceFleet fleet;
  private static long heapBefore;

  @BeforeAll
  static void start() {
    fleet = ServiceFleet.start(PACE.gateways(), TERRAIN);
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
    return FaultTable.ordered(PACE, TERRAIN);
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void losesNothingThatWasAcknowledgedAndShowsNothingTwice(ChaosFault trouble) throws IOException {
    fleet.realPage().open();
    fleet.frontDoor().outage().begin();
    var load = EventLoad.start(fleet.stage(), trouble.traffic(), PACE.eventsPerSecond());
    ProcessPause.of(PACE.calm());
    trouble.fault().strike(fleet);
    ProcessPause.of(PACE.calm());
    load.stop();
    var outage = fleet.frontDoor().outage().end();

    awaitCalm(load);

    var verdict = ChaosVerdict.of(trouble.name(), load, outage, fleet);
    table.add(verdict);
    assertThat(verdict.lost().size()).as("acknowledged and lost").isZero();
    assertThat(verdict.shownTwice().size()).as("shown twice").isZero();
    assertThat(verdict.notShown().size()).as("missing in Chromium").isZero();
    assertThat(verdict.heap()).as("MB in use after it").isLessThan(heapBefore + MORE_HEAP);
    assertThat(verdict.acknowledged()).as("acknowledged in the end").isEqualTo(verdict.sent());
    assertThat(fleet.viewer().ask("GET", "/api/auth/me").getString("login"))
        .as("still signed in")
        .isEqualTo("tfue");
  }

  /** Until Twitch has nothing to send again, and nothing waits for Pusher; or it never comes. */
  private static void awaitCalm(EventLoad load) {
    var sent = load.sent();
    var messages = sent.keySet();
    within(TO_SETTLE, () -> fleet.frontDoor().acknowledged().containsAll(messages));
    within(TO_SETTLE, () -> fleet.waiting() == 0);
    within(TO_ARRIVE, () -> fleet.ledger().accepted().containsAll(sent.values()));
    within(TO_RECONNECT, () -> ChaosVerdict.notShown(load, fleet).isEmpty());
    within(TO_COLLECT, () -> fleet.heap() < heapBefore + MORE_HEAP);
  }

  /** Waits in vain without an error: the verdict tells in numbers what did not come. */
  private static void within(Duration most, Callable<Boolean> condition) {
    try {
      await().pollInSameThread().atMost(most).pollInterval(Duration.ofMillis(100)).until(condition);
    } catch (ConditionTimeoutException e) {
      System.out.println(e.getMessage());
    }
  }
}

package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.EventLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs faults under load, one at a time, and checks that no acknowledged event is lost and none is
 * shown twice.
 */
final class FaultRun {
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(60);

  /** Time for pusher-js, whose pause grows with each failure. */
  private static final Duration RECONNECT_TIMEOUT = Duration.ofSeconds(60);

  /** Pusher's close code after which a page reconnects at once. */
  private static final int RECONNECT_AT_ONCE = 4200;

  /** A page reads the recent events within a second of its connection, and three seconds later. */
  private static final Duration CATCH_UP = Duration.ofSeconds(5);

  private static final Duration COLLECTION_TIMEOUT = Duration.ofSeconds(60);

  private final ServiceFleet fleet;
  private final LoadPace pace;
  private final ResultTable table;
  private final long maxHeap;

  /**
   * @param growth the allowed growth in MB of all processes together, from now on
   */
  FaultRun(ServiceFleet fleet, LoadPace pace, ResultTable table, long growth) {
    this.fleet = fleet;
    this.pace = pace;
    this.table = table;
    this.maxHeap = fleet.heap() + growth;
  }

  void check(ChaosFault trouble) throws IOException {
    fleet.realPage().open();
    fleet.loadBalancer().firstAnswers().begin();
    fleet.loadBalancer().outage().begin();
    var load = EventLoad.start(fleet.control(), trouble.traffic(), pace.eventsPerSecond());
    cause(trouble, load);
    var outage = fleet.loadBalancer().outage().end();

    awaitCalm(load);

    var live = FaultResult.of(trouble.name(), load, outage, fleet);
    var result =
        live.andShownTwice(twiceAfterReconnect(load)).andShownTwice(twiceAfterReload(load));
    table.add(result);
    System.out.println(
        "First attempts by status: " + fleet.loadBalancer().firstAnswers().byStatus());
    assertThat(result.lost().size()).as("acknowledged and lost").isZero();
    assertThat(result.shownTwice().size()).as("shown twice").isZero();
    assertThat(result.notShown().size()).as("missing in Chromium").isZero();
    assertThat(result.heap()).as("MB in use after it").isLessThan(maxHeap);
    assertThat(result.acknowledged()).as("acknowledged in the end").isEqualTo(result.sent());
    assertThat(fleet.viewer().ask("GET", "/api/auth/me").getString("login"))
        .as("still signed in")
        .isEqualTo("tfue");
    if (!pace.isShort()) {
      assertLimits(trouble.limits(), result);
    }
  }

  /** Not with the short pace, which runs beside other tests: a busy machine is slow by itself. */
  private static void assertLimits(FaultLimits limits, FaultResult result) {
    assertThat(result.outage()).as("longest outage").isLessThanOrEqualTo(limits.outage());
    assertThat(result.refused())
        .as("share of messages refused at first")
        .isLessThanOrEqualTo(limits.refused());
  }

  private void cause(ChaosFault trouble, EventLoad load) {
    try {
      ProcessPause.of(pace.calm());
      trouble.fault().strike(fleet, load);
      ProcessPause.of(pace.calm());
    } finally {
      fleet.control().clearFaults();
      load.stop();
    }
  }

  /** Returns the events that a page shows twice after all pages have lost their connections. */
  private Set<String> twiceAfterReconnect(EventLoad load) {
    fleet.control().disconnectPages(RECONNECT_AT_ONCE);
    ProcessPause.of(CATCH_UP);
    fleet.realPage().awaitLive();
    return FaultResult.shownTwice(load.sent(), fleet);
  }

  private Set<String> twiceAfterReload(EventLoad load) {
    fleet.realPage().open();
    ProcessPause.of(CATCH_UP);
    return FaultResult.shownTwice(load.sent(), fleet);
  }

  /**
   * Waits until Twitch has no message to resend and the outbox is empty, or until the time is up.
   */
  private void awaitCalm(EventLoad load) {
    var sent = load.sent();
    var messages = sent.keySet();
    within(SETTLE_TIMEOUT, () -> fleet.loadBalancer().acknowledged().containsAll(messages));
    within(SETTLE_TIMEOUT, () -> fleet.outboxSize() == 0);
    within(ARRIVAL_TIMEOUT, () -> fleet.publishLog().accepted().containsAll(sent.values()));
    within(RECONNECT_TIMEOUT, () -> FaultResult.notShown(load, fleet).isEmpty());
    within(COLLECTION_TIMEOUT, () -> fleet.heap() < maxHeap);
  }

  /** Waits without failing on a timeout: the result counts the missing events. */
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

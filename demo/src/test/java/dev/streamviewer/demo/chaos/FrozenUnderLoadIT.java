package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.SignedWebhookLoad;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Freezes one process under heavy load, for longer than its detection takes. The event loops of all
 * other processes must go on, and Twitch must get responses. Runs only with {@code -Dchaos=full}.
 */
class FrozenUnderLoadIT {
  private static final int EVENTS_PER_SECOND = Integer.getInteger("chaos.rate", 1_000);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration HOLD = Duration.ofSeconds(20);
  private static final Duration STANDSTILL = Duration.ofSeconds(3);
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(90);

  @ParameterizedTest
  @ValueSource(strings = {"notifier-2", "webhook-2"})
  void doesNotDelayTheOtherProcesses(String name) throws Exception {
    assumeThat(LoadPace.isFull()).as("asked for by -Dchaos=full").isTrue();
    try (var fleet = ServiceFleet.start(1, ClusterLayout.loopback());
        var load =
            new SignedWebhookLoad(
                fleet.callback(), ServiceFleet.WEBHOOK_SECRET, EVENTS_PER_SECOND)) {
      ProcessPause.of(WARM_UP);
      var others = fleet.processes().stream().filter(it -> !it.name().equals(name)).toList();
      var accepted = load.accepted();
      var refused = load.refused();
      fleet.loadBalancer().outage().begin();
      try (var gaps = LivenessGapMonitor.of(others)) {
        fleet.process(name).freeze();
        ProcessPause.of(HOLD);
        fleet.process(name).thaw();
        await().atMost(SETTLE_TIMEOUT).until(() -> fleet.process(name).isReady());
        var outage = fleet.loadBalancer().outage().end();
        System.out.printf(
            "SIGSTOP of %s for %d s: %d webhooks accepted, %d not, longest outage %d ms,"
                + " longest standstill %s%n",
            name,
            HOLD.toSeconds(),
            load.accepted() - accepted,
            load.refused() - refused,
            outage.toMillis(),
            gaps.longest());
        assertThat(gaps.longest().values())
            .hasSize(others.size())
            .allSatisfy(it -> assertThat(it).isLessThan(STANDSTILL));
        assertThat(outage).isLessThan(STANDSTILL);
      }
      await().atMost(SETTLE_TIMEOUT).until(() -> nothingIsRefused(load));
    }
  }

  private static boolean nothingIsRefused(SignedWebhookLoad load) {
    var refused = load.refused();
    ProcessPause.of(Duration.ofSeconds(2));
    return load.refused() == refused;
  }
}

package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.EventLoad;
import dev.streamviewer.demo.chaos.load.SameStreamTwice;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two clustered processes that run all services each; one of them is killed under load. Each event
 * comes under two message ids, of which the load balancer may give each pod one.
 */
class CompactPodsIT {
  private static final int EVENTS_PER_SECOND = 40;
  private static final int PODS = 2;
  private static final Duration CALM = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Test
  void loseNoEventWithAKilledPod() throws Exception {
    try (var fleet = ServiceFleet.startPods(PODS, ClusterLayout.loopback())) {
      fleet.loadBalancer().outage().begin();
      var load = EventLoad.start(fleet.control(), new SameStreamTwice(), EVENTS_PER_SECOND);
      ProcessPause.of(CALM);
      fleet.process("pod-1").kill();
      ProcessPause.of(CALM);
      fleet.process("pod-1").start();
      fleet.process("pod-1").awaitReady();
      ProcessPause.of(CALM);
      load.stop();
      var outage = fleet.loadBalancer().outage().end();
      var sent = load.sent();
      await()
          .pollInSameThread()
          .atMost(TIMEOUT)
          .untilAsserted(
              () -> {
                assertThat(fleet.loadBalancer().acknowledged()).containsAll(sent.keySet());
                assertThat(fleet.outboxSize()).isZero();
                assertThat(fleet.publishLog().accepted()).containsAll(sent.values());
              });

      var events = Set.copyOf(sent.values());
      await()
          .atMost(TIMEOUT)
          .until(() -> events.stream().allMatch(event -> fleet.page().timesShown(event) > 0));
      System.out.printf(
          "kill -9 of one of two pods: %d events, lost 0, longest outage %d ms%n",
          events.size(), outage.toMillis());
      assertThat(events).isNotEmpty().allMatch(event -> fleet.page().timesShown(event) == 1);
      assertThat(fleet.viewer().ask("GET", "/api/auth/me").getString("login")).isEqualTo("tfue");
    }
  }
}

package dev.streamviewer.webhook.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.testing.Await;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.TestTimers;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests rounds in processes that share a lease, one of which gets no answers from Twitch. */
@ExtendWith(VertxExtension.class)
class ReconcilerScheduleIT {
  private static final String TFUE = "60978448";
  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(2);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private Vertx vertx;
  private AsyncMap<String, String> leases;
  private TestTimers timers;

  /** A process of the service, with a Helix client of its own. */
  private final class Service {
    private final SubscriptionFixture fixture = new SubscriptionFixture(vertx, clock);
    private final TestTwitch twitch = fixture.twitch;
    private final TestProcess process = fixture.process();
    private final LeaderLease lease = new LeaderLease(leases, "reconciler", timers);
    private final RoundGuard guard;
    private final ReconcilerSchedule schedule;

    Service(Duration stallTimeout) {
      guard = new RoundGuard(vertx, "subscriptions", stallTimeout, process.meters, lease::stepDown);
      schedule = new ReconcilerSchedule(vertx, lease, guard);
    }

    void start() {
      start(() -> {});
    }

    void start(Runnable before) {
      process.progress = guard::progress;
      vertx.runOnContext(
          go -> {
            before.run();
            process.watchedStreamers.watched(TFUE, "tfue");
            schedule.start(process.reconciler());
          });
    }

    void awaitSubscriptions() {
      await()
          .until(
              () -> twitch.subscriptions.enabled("tfue").size() == SubscriptionType.PUBLIC.size());
    }

    double stalled() {
      return process
          .meters
          .counter("sev_background_rounds", "work", "subscriptions", "outcome", "stalled")
          .count();
    }
  }

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    timers = new TestTimers(vertx);
    leases = vertx.sharedData().<String, String>getLocalAsyncMap("leases").await(60, SECONDS);
  }

  @Test
  void runsTheNextRoundAfterAStalledRound() {
    var service = new Service(STALL_TIMEOUT);
    service.twitch.goSilent();
    service.start();
    await().until(() -> service.stalled() == 1);

    service.twitch.control.clearFaults();
    vertx.runOnContext(go -> service.schedule.requestRound());

    service.awaitSubscriptions();
  }

  @Test
  void runsARoundRequestedBeforeTheStart() {
    var other = new LeaderLease(leases, "reconciler", timers);
    assertThat(Await.value(other.renew())).isTrue();
    var service = new Service(STALL_TIMEOUT);

    service.start(service.schedule::requestRound);

    service.awaitSubscriptions();
  }

  @Test
  void handsTheLeaseOverAfterAStalledRound() {
    var hanging = new Service(STALL_TIMEOUT);
    hanging.twitch.goSilent();
    hanging.start();
    await().until(() -> hanging.stalled() == 1);

    // Longer than any call to Twitch takes.
    var other = new Service(Duration.ofMinutes(1));
    other.start();

    other.awaitSubscriptions();
    assertThat(other.stalled()).isZero();
  }
}

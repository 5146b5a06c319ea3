package dev.streamviewer.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.transport.TwitchConduits.Assignment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that this deployment has one conduit with the right shards. */
@ExtendWith(VertxExtension.class)
class ConduitMaintainerIT {
  private static final String HERE = SubscriptionFixture.CALLBACK;
  private static final String BEFORE = "/before/api/callback";
  private static final String ELSEWHERE = "/elsewhere/api/callback";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private SubscriptionFixture fixture;
  private TwitchConduits conduits;

  @BeforeEach
  void start(Vertx vertx) {
    fixture = new SubscriptionFixture(vertx, clock);
    conduits = new TwitchConduits(fixture);
  }

  @Test
  void createsOneConduitInTwoProcesses() throws Exception {
    var one = process(3);
    var other = process(3);

    fixture.on(
        () ->
            Future.all(
                one.reconciler().reconcile(new GuardedRound()),
                other.reconciler().reconcile(new GuardedRound())));

    assertThat(conduits.ids()).hasSize(1);
    assertThat(conduits.callbacks(conduits.ids().get(0))).containsOnly(HERE).hasSize(3);
  }

  @Test
  void recognizesAConduitByItsCallbacks() throws Exception {
    var foreign = conduits.add(2, ELSEWHERE);
    var ours = conduits.add(2, HERE);

    fixture.round(process(2));

    assertThat(conduits.ids()).containsExactly(foreign, ours);
    assertThat(conduits.assignments()).isEmpty();
  }

  @Test
  void renewsWorkingShardsOneAtATime() throws Exception {
    var ours = conduits.add(3, HERE);

    fixture.round(
        process(3, Optional.empty(), new Secret("the-secret-of-now"), TestProcess.SECRET));

    assertThat(conduits.assignments())
        .extracting(Assignment::shards)
        .containsExactly(List.of("0"), List.of("1"), List.of("2"));
    assertThat(conduits.assignments()).allMatch(it -> it.working() == 2);
    assertThat(conduits.callbacks(ours)).allMatch(it -> it.startsWith(HERE + "?signed="));
  }

  @Test
  void stopsAfterAShardThatDoesNotAnswer() throws Exception {
    var ours = conduits.add(3, BEFORE);
    fixture.twitch.subscriptions.challenge(ChallengeTiming.NEVER);

    fixture.round(process(3, Optional.of(BEFORE), TestProcess.SECRET));

    assertThat(conduits.assignments()).hasSize(1);
    assertThat(conduits.callbacks(ours)).containsExactly(HERE, BEFORE, BEFORE);
    assertThat(conduits.statuses(ours)).filteredOn("enabled"::equals).hasSize(2);
  }

  @Test
  void repairsBrokenShardsAtOnceAndRetriesLater() throws Exception {
    var ours = conduits.add(3, HERE);
    conduits.disable(ours, 0);
    conduits.disable(ours, 2);
    var process = process(3);

    fixture.round(process);
    assertThat(conduits.assignments())
        .extracting(Assignment::shards)
        .containsExactly(List.of("0", "2"));
    assertThat(conduits.statuses(ours)).containsOnly("enabled");

    conduits.disable(ours, 2);
    fixture.round(process);
    assertThat(conduits.assignments()).as("no second attempt at once").hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    fixture.round(process);
    assertThat(conduits.statuses(ours)).containsOnly("enabled");
  }

  @Test
  void resizesTheConduit() throws Exception {
    var ours = conduits.add(2, HERE);

    fixture.round(process(4));
    assertThat(conduits.callbacks(ours)).containsOnly(HERE).hasSize(4);
    fixture.round(process(3));
    assertThat(conduits.callbacks(ours)).hasSize(3);
  }

  @Test
  void deletesTheOwnUnusedConduitAfterAGracePeriod() throws Exception {
    var foreign = conduits.add(1, ELSEWHERE);
    var ours = conduits.add(2, HERE);
    var process = process(0);

    fixture.round(process);
    assertThat(conduits.ids())
        .as("another process may have created the conduit just now")
        .contains(ours);
    clock.advance(Duration.ofMinutes(3));
    fixture.round(process);

    assertThat(conduits.ids()).containsExactly(foreign);
  }

  @Test
  void showsTheStatusesOfShards() throws Exception {
    conduits.disable(conduits.add(3, HERE), 1);
    fixture.twitch.subscriptions.challenge(ChallengeTiming.NEVER);
    var process = process(3);

    fixture.round(process);

    var shards = process.meters.get("sev_twitch_conduit_shards");
    assertThat(shards.tag("status", "enabled").gauge().value()).isEqualTo(2);
  }

  private TestProcess process(int shards) {
    return process(shards, Optional.empty(), TestProcess.SECRET);
  }

  private TestProcess process(int shards, Optional<String> former, Secret... secrets) {
    return fixture.process(fixture.config(HERE, former, shards, secrets), () -> {});
  }
}

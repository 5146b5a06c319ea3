package dev.streamviewer.webhook.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.FakeHelix;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.transport.FakeConduits.Assignment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that this deployment has one conduit with the right shards. */
@ExtendWith(VertxExtension.class)
class ConduitMaintainerIT {
  private static final String HERE = FakeHelix.CALLBACK;
  private static final String BEFORE = "https://before.test/api/callback";
  private static final String ELSEWHERE = "https://elsewhere.test/api/callback";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private Vertx vertx;
  private FakeHelix helix;
  private FakeConduits conduits;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    helix = new FakeHelix(vertx);
    conduits = helix.conduits;
  }

  @Test
  void createsOneConduitInTwoProcesses() throws Exception {
    var one = process(3);
    var other = process(3);

    on(
        () ->
            Future.all(
                one.reconciler().reconcile(new Round()),
                other.reconciler().reconcile(new Round())));

    assertThat(conduits.ids()).hasSize(1);
    assertThat(conduits.callbacks("c1")).containsOnly(HERE).hasSize(3);
  }

  @Test
  void recognizesAConduitByItsCallbacks() throws Exception {
    var foreign = conduits.has(2, ELSEWHERE);
    var ours = conduits.has(2, HERE);

    round(process(2));

    assertThat(conduits.ids()).containsExactly(foreign, ours);
    assertThat(conduits.assignments).isEmpty();
  }

  @Test
  void renewsWorkingShardsOneAtATime() throws Exception {
    var ours = conduits.has(3, HERE);

    round(process(3, Optional.empty(), new Secret("the-secret-of-now"), TestProcess.SECRET));

    assertThat(conduits.assignments)
        .extracting(Assignment::shards)
        .containsExactly(List.of("0"), List.of("1"), List.of("2"));
    assertThat(conduits.assignments).allMatch(it -> it.working() == 2);
    assertThat(conduits.callbacks(ours)).allMatch(it -> it.startsWith(HERE + "?signed="));
  }

  @Test
  void stopsAfterAShardThatDoesNotAnswer() throws Exception {
    var ours = conduits.has(3, BEFORE);
    conduits.silent = true;

    round(process(3, Optional.of(BEFORE), TestProcess.SECRET));

    assertThat(conduits.assignments).hasSize(1);
    assertThat(conduits.callbacks(ours)).containsExactly(HERE, BEFORE, BEFORE);
    assertThat(conduits.statuses(ours)).filteredOn("enabled"::equals).hasSize(2);
  }

  @Test
  void repairsBrokenShardsAtOnceAndRetriesLater() throws Exception {
    var ours = conduits.has(3, HERE);
    conduits.disable(ours, "0");
    conduits.disable(ours, "2");
    var process = process(3);

    round(process);
    assertThat(conduits.assignments)
        .extracting(Assignment::shards)
        .containsExactly(List.of("0", "2"));
    assertThat(conduits.statuses(ours)).containsOnly("enabled");

    conduits.disable(ours, "2");
    round(process);
    assertThat(conduits.assignments).as("no second attempt at once").hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    round(process);
    assertThat(conduits.statuses(ours)).containsOnly("enabled");
  }

  @Test
  void resizesTheConduit() throws Exception {
    var ours = conduits.has(2, HERE);

    round(process(4));
    assertThat(conduits.callbacks(ours)).containsOnly(HERE).hasSize(4);
    round(process(3));
    assertThat(conduits.callbacks(ours)).hasSize(3);
  }

  @Test
  void deletesTheOwnUnusedConduitAfterAGracePeriod() throws Exception {
    var foreign = conduits.has(1, ELSEWHERE);
    var ours = conduits.has(2, HERE);
    var process = process(0);

    round(process);
    assertThat(conduits.ids())
        .as("another process may have created the conduit just now")
        .contains(ours);
    clock.advance(Duration.ofMinutes(3));
    round(process);

    assertThat(conduits.ids()).containsExactly(foreign);
  }

  @Test
  void showsTheStatusesOfShards() throws Exception {
    conduits.disable(conduits.has(3, HERE), "1");
    conduits.silent = true;
    var process = process(3);

    round(process);

    var shards = process.meters.get("twitch_conduit_shards");
    assertThat(shards.tag("status", "enabled").gauge().value()).isEqualTo(2);
  }

  private TestProcess process(int shards) {
    return process(shards, Optional.empty(), TestProcess.SECRET);
  }

  private TestProcess process(int shards, Optional<String> former, Secret... secrets) {
    var config =
        new WebhookConfig(
            helix.address(),
            helix.address(),
            URI.create(HERE),
            former.map(URI::create),
            shards,
            List.of(secrets),
            true);
    return new TestProcess(vertx, helix, config, () -> {}, clock);
  }

  private void round(TestProcess process) throws Exception {
    on(() -> process.reconciler().reconcile(new Round()));
  }

  private <T> T on(Callable<Future<T>> work) throws Exception {
    var context = vertx.getOrCreateContext();
    return Future.<T>future(
            promise ->
                context.runOnContext(
                    now -> {
                      try {
                        work.call().onComplete(promise);
                      } catch (Exception e) {
                        promise.fail(e);
                      }
                    }))
        .await(10, SECONDS);
  }
}

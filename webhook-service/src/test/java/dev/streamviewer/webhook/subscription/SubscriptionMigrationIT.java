package dev.streamviewer.webhook.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.FakeHelix;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.config.WebhookConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the change of secret or address while events arrive. */
@ExtendWith(VertxExtension.class)
class SubscriptionMigrationIT {
  private static final String TFUE = "id-tfue";
  private static final String MOVED = "https://moved.test/api/callback";
  private static final Secret OLD = new Secret("the-secret-before");
  private static final Secret NEW = new Secret("the-secret-of-now");
  private static final Duration OVERLAP = Duration.ofSeconds(31);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final AtomicInteger notices = new AtomicInteger();
  private Vertx vertx;
  private FakeHelix helix;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    helix = new FakeHelix(vertx);
    helix.now = clock.instant();
    process(at(FakeHelix.CALLBACK, OLD)).round();
    assertThat(callbacks()).containsOnly(FakeHelix.CALLBACK).hasSize(5);
  }

  @Test
  void keepsOldAndNewDuringTheOverlap() throws Exception {
    var process = process(rotating());

    process.round();
    assertThat(helix.enabled(TFUE)).as("both").hasSize(10);
    assertThat(notices).as("other processes expect duplicates").hasPositiveValue();
    process.round();
    assertThat(helix.enabled(TFUE)).as("still both").hasSize(10);
    clock.advance(OVERLAP);
    process.round();

    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(secrets()).containsOnly(NEW.value());
    process.round();
    assertThat(process.reconciler.isUnsettled()).isFalse();
    assertThat(helix.creations).hasValue(10);
  }

  @Test
  void survivesTheEndOfARotationAndTheNext() throws Exception {
    var rotating = process(rotating());
    rotating.round();
    clock.advance(OVERLAP);
    rotating.round();

    process(at(FakeHelix.CALLBACK, NEW)).round();
    assertThat(helix.creations).as("nothing to do after the rotation").hasValue(10);

    helix.now = clock.instant();
    var next = process(rotating(new Secret("the-next-one"), NEW));
    next.round();
    clock.advance(OVERLAP);
    next.round();
    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(secrets()).containsOnly("the-next-one");
  }

  @Test
  void keepsTheOldUntilTheNewIsConfirmed() throws Exception {
    helix.beginsAs = "webhook_callback_verification_pending";
    var process = process(rotating());
    process.round();
    clock.advance(OVERLAP);
    process.round();
    assertThat(secrets()).contains(OLD.value());

    helix.subscriptions.forEach(it -> it.put("status", "enabled"));
    process.round();

    assertThat(secrets()).containsOnly(NEW.value());
  }

  @Test
  void keepsTheOldWhileTheNewFails() throws Exception {
    helix.beginsAs = "webhook_callback_verification_failed";
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    for (var round = 0; round < 3; round++) {
      process.round();
      clock.advance(OVERLAP);
    }
    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(helix.subscriptions)
        .filteredOn(it -> it.getString("status").equals("enabled"))
        .extracting(SubscriptionMigrationIT::callback)
        .containsOnly(FakeHelix.CALLBACK);

    helix.beginsAs = "enabled";
    clock.advance(Duration.ofMinutes(5));
    helix.now = clock.instant();
    process.round();
    process.round();
    clock.advance(OVERLAP);
    process.round();
    assertThat(callbacks()).containsOnly(MOVED).hasSize(5);
  }

  @Test
  void followsAMovedAddress() throws Exception {
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();
    assertThat(callbacks()).contains(FakeHelix.CALLBACK, MOVED).hasSize(10);
    clock.advance(OVERLAP);
    process.round();

    assertThat(callbacks()).containsOnly(MOVED).hasSize(5);
  }

  @Test
  void leavesUnknownAddressesAlone() throws Exception {
    var process = process(at(MOVED, NEW));

    process.round();
    clock.advance(Duration.ofMinutes(6));
    process.round();

    assertThat(callbacks()).contains(FakeHelix.CALLBACK, MOVED).hasSize(10);
  }

  @Test
  void replacesFailedOldSubscriptionsWithoutAPause() throws Exception {
    helix.subscriptions.forEach(it -> it.put("status", "notification_failures_exceeded"));
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();
    process.round();

    assertThat(callbacks()).containsOnly(MOVED).hasSize(5);
  }

  @Test
  void deletesTheOldFirstAfterAConflict() throws Exception {
    helix.onlyOnce = true;
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();

    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void deletesTheOldFirstAtTheLimitOfThree() throws Exception {
    for (var field : List.of("stream.online", "stream.offline", "channel.update")) {
      helix.has(field, "broadcaster_user_id", TFUE, "enabled", "https://one.test");
      helix.has(field, "broadcaster_user_id", TFUE, "enabled", "https://other.test");
    }
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();
    clock.advance(OVERLAP);
    process.round();

    assertThat(callbacks()).filteredOn(MOVED::equals).hasSize(5);
    assertThat(callbacks()).doesNotContain(FakeHelix.CALLBACK).hasSize(11);
  }

  @Test
  void retriesAReplacementAfterTheDeletion() throws Exception {
    helix.consented = List.of("channel.cheer");
    helix.has("channel.cheer", "broadcaster_user_id", TFUE, "enabled", FakeHelix.CALLBACK);
    helix.onlyOnce = true;
    var process = process(at(MOVED, FakeHelix.CALLBACK));
    helix.failAfterDeletion = true;
    process.round();

    helix.failAfterDeletion = false;
    clock.advance(Duration.ofMinutes(3));
    for (var round = 0; round < 3; round++) {
      process.round();
      clock.advance(Duration.ofMinutes(3));
    }

    assertThat(helix.enabled(TFUE)).contains("channel.cheer").hasSize(6);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void createsNoDuplicatesInTwoProcesses() throws Exception {
    var one = process(rotating());
    var other = process(rotating());

    on(
        () ->
            Future.all(
                one.reconciler.reconcile(new Round()), other.reconciler.reconcile(new Round())));
    clock.advance(OVERLAP);
    one.round();

    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(secrets()).containsOnly(NEW.value());
  }

  @Test
  void keepsTheOldAtTheCostLimit() throws Exception {
    helix.limit = 5;
    var process = process(rotating());
    process.round();
    assertThat(helix.enabled(TFUE)).hasSize(5);
    assertThat(secrets()).containsOnly(OLD.value());

    helix.limit = 10_000;
    clock.advance(Duration.ofMinutes(2));
    for (var round = 0; round < 6; round++) {
      helix.now = clock.instant();
      process.round();
      clock.advance(OVERLAP);
    }
    assertThat(secrets()).containsOnly(NEW.value()).hasSize(5);
  }

  @Test
  void replacesOnlyPartOfTheBudgetAtATime() throws Exception {
    helix.limit = 100;
    var process = process(rotating());
    process.round();
    process.round();

    assertThat(helix.enabled(TFUE)).hasSize(6);
  }

  @Test
  void losesNothingDuringAnOutage() throws Exception {
    var process = process(rotating());
    process.round();
    helix.down = true;
    clock.advance(OVERLAP);
    assertThatThrownBy(process::round).hasMessageContaining("Twitch");

    helix.down = false;
    process.round();

    assertThat(secrets()).containsOnly(NEW.value()).hasSize(5);
  }

  @Test
  void replacesConsentedTypes() throws Exception {
    helix.consented = List.of("channel.cheer");
    helix.has("channel.cheer", "broadcaster_user_id", TFUE, "enabled", FakeHelix.CALLBACK);
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();
    clock.advance(OVERLAP);
    process.round();

    assertThat(helix.enabled(TFUE)).contains("channel.cheer").hasSize(6);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void deletesUnwatchedStreamersInsteadOfReplacing() throws Exception {
    helix.has("stream.online", "broadcaster_user_id", "id-gone", "enabled", FakeHelix.CALLBACK);
    var process = process(at(MOVED, FakeHelix.CALLBACK));

    process.round();
    assertThat(helix.enabled("id-gone")).hasSize(1);
    clock.advance(Duration.ofMinutes(6));
    process.round();

    assertThat(helix.enabled("id-gone")).isEmpty();
  }

  private WebhookConfig at(String address, Secret secret) {
    return TestProcess.webhooks(helix, address, Optional.empty(), List.of(secret));
  }

  private WebhookConfig at(String address, String former) {
    return TestProcess.webhooks(helix, address, Optional.of(former), List.of(NEW));
  }

  private WebhookConfig rotating() {
    return rotating(NEW, OLD);
  }

  private WebhookConfig rotating(Secret now, Secret before) {
    return TestProcess.webhooks(helix, FakeHelix.CALLBACK, Optional.empty(), List.of(now, before));
  }

  private List<String> callbacks() {
    return helix.subscriptions.stream().map(SubscriptionMigrationIT::callback).toList();
  }

  private static String callback(JsonObject subscription) {
    return subscription.getJsonObject("transport").getString("callback");
  }

  private List<String> secrets() {
    return helix.subscriptions.stream()
        .map(it -> it.getJsonObject("transport").getString("secret"))
        .toList();
  }

  private Process process(WebhookConfig config) {
    return new Process(config);
  }

  /** A process of the service; Tfue has listeners. */
  private final class Process {
    private final SubscriptionReconciler reconciler;

    Process(WebhookConfig config) {
      var process = new TestProcess(vertx, helix, config, notices::incrementAndGet, clock);
      process.watchedStreamers.watched(TFUE, "tfue");
      process.watchedStreamers.occupancy(
          new ChannelOccupancy(true, Set.of("tfue"), Set.of(), 0, clock.instant()));
      reconciler = process.reconciler();
    }

    void round() throws Exception {
      on(() -> reconciler.reconcile(new Round()));
    }
  }

  /** Runs on the one context that owns the state of the service. */
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

package dev.streamviewer.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.config.WebhookConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the change of secret or address while events arrive. */
@ExtendWith(VertxExtension.class)
class SubscriptionMigrationIT {
  private static final String TFUE = "60978448";
  private static final String HERE = SubscriptionFixture.CALLBACK;
  private static final String MOVED = "/moved/api/callback";
  private static final Secret OLD = new Secret("the-secret-before");
  private static final Secret NEW = new Secret("the-secret-of-now");
  private static final Duration OVERLAP = Duration.ofSeconds(31);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final AtomicInteger notices = new AtomicInteger();
  private SubscriptionFixture fixture;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    fixture = new SubscriptionFixture(vertx, clock);
    twitch = fixture.twitch;
    process(at(HERE, OLD)).round();
    assertThat(callbacks()).containsOnly(HERE).hasSize(8);
  }

  @Test
  void keepsOldAndNewDuringTheOverlap() throws Exception {
    var process = process(rotating());

    process.round();
    assertThat(twitch.subscriptions.enabled("tfue")).as("both").hasSize(16);
    assertThat(notices).as("other processes expect duplicates").hasPositiveValue();
    process.round();
    assertThat(twitch.subscriptions.enabled("tfue")).as("still both").hasSize(16);
    clock.advance(OVERLAP);
    process.round();

    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(secrets()).containsOnly(NEW.value());
    process.round();
    assertThat(process.reconciler.isUnsettled()).isFalse();
    assertThat(twitch.subscriptions.creations()).isEqualTo(16);
  }

  @Test
  void survivesTheEndOfARotationAndTheNext() throws Exception {
    var rotating = process(rotating());
    rotating.round();
    clock.advance(OVERLAP);
    rotating.round();

    process(at(HERE, NEW)).round();
    assertThat(twitch.subscriptions.creations())
        .as("nothing to do after the rotation")
        .isEqualTo(16);

    var next = process(rotating(new Secret("the-next-one"), NEW));
    next.round();
    clock.advance(OVERLAP);
    next.round();
    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(secrets()).containsOnly("the-next-one");
  }

  @Test
  void keepsTheOldUntilTheNewIsConfirmed() throws Exception {
    var answers = Promise.<Void>promise();
    fixture.callback.answerAfter(answers.future());
    twitch.subscriptions.challenge(ChallengeTiming.ALONGSIDE);
    var process = process(rotating());
    process.round();
    clock.advance(OVERLAP);
    process.round();
    assertThat(secrets()).contains(OLD.value());

    answers.complete();
    await().untilAsserted(() -> assertThat(twitch.subscriptions.enabled("tfue")).hasSize(16));
    process.round();

    assertThat(secrets()).containsOnly(NEW.value());
  }

  @Test
  void keepsTheOldWhileTheNewFails() throws Exception {
    fixture.callback.breakAt(MOVED);
    var process = process(at(MOVED, HERE));

    for (var round = 0; round < 3; round++) {
      process.round();
      clock.advance(OVERLAP);
    }
    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(twitch.subscriptions.all())
        .filteredOn(it -> it.getString("status").equals("enabled"))
        .extracting(this::callback)
        .containsOnly(HERE);

    fixture.callback.breakAt("");
    clock.advance(Duration.ofMinutes(5));
    process.round();
    process.round();
    clock.advance(OVERLAP);
    process.round();
    assertThat(callbacks()).containsOnly(MOVED).hasSize(8);
  }

  @Test
  void followsAMovedAddress() throws Exception {
    var process = process(at(MOVED, HERE));

    process.round();
    assertThat(callbacks()).contains(HERE, MOVED).hasSize(16);
    clock.advance(OVERLAP);
    process.round();

    assertThat(callbacks()).containsOnly(MOVED).hasSize(8);
  }

  @Test
  void leavesUnknownAddressesAlone() throws Exception {
    var process = process(at(MOVED, NEW));

    process.round();
    clock.advance(Duration.ofMinutes(6));
    process.round();

    assertThat(callbacks()).contains(HERE, MOVED).hasSize(16);
  }

  @Test
  void replacesFailedOldSubscriptionsWithoutAPause() throws Exception {
    for (var type : Set.copyOf(twitch.subscriptions.enabled("tfue"))) {
      twitch.subscriptions.end("tfue", type, "notification_failures_exceeded");
    }
    var process = process(at(MOVED, HERE));

    process.round();
    process.round();

    assertThat(callbacks()).containsOnly(MOVED).hasSize(8);
  }

  @Test
  void deletesTheOldFirstAfterAConflict() throws Exception {
    twitch.subscriptions.allowOnePerCondition();
    var process = process(at(MOVED, HERE));

    process.round();

    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void deletesTheOldFirstAtTheLimitOfThree() throws Exception {
    for (var field : List.of("stream.online", "stream.offline", "channel.update")) {
      add(field, "tfue", "/one");
      add(field, "tfue", "/other");
    }
    var process = process(at(MOVED, HERE));

    process.round();
    clock.advance(OVERLAP);
    process.round();

    assertThat(callbacks()).filteredOn(MOVED::equals).hasSize(8);
    assertThat(callbacks()).doesNotContain(HERE).hasSize(14);
  }

  @Test
  void retriesAReplacementAfterTheDeletion() throws Exception {
    twitch.signIn("tfue", "channel:read:ads");
    add("channel.ad_break.begin", "tfue", HERE);
    twitch.subscriptions.allowOnePerCondition();
    var process = process(at(MOVED, HERE));
    twitch.subscriptions.refuse(1);
    process.round();

    twitch.control.clearFaults();
    clock.advance(Duration.ofMinutes(3));
    for (var round = 0; round < 3; round++) {
      process.round();
      clock.advance(Duration.ofMinutes(3));
    }

    assertThat(twitch.subscriptions.enabled("tfue")).contains("channel.ad_break.begin").hasSize(9);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void createsNoDuplicatesInTwoProcesses() throws Exception {
    var one = process(rotating());
    var other = process(rotating());

    fixture.on(
        () ->
            Future.all(
                one.reconciler.reconcile(new GuardedRound()),
                other.reconciler.reconcile(new GuardedRound())));
    clock.advance(OVERLAP);
    one.round();

    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(secrets()).containsOnly(NEW.value());
  }

  @Test
  void keepsTheOldAtTheCostLimit() throws Exception {
    twitch.subscriptions.limitCost(8);
    var process = process(rotating());
    process.round();
    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8);
    assertThat(secrets()).containsOnly(OLD.value());

    twitch.subscriptions.limitCost(10_000);
    clock.advance(Duration.ofMinutes(2));
    for (var round = 0; round < 6; round++) {
      process.round();
      clock.advance(OVERLAP);
    }
    assertThat(secrets()).containsOnly(NEW.value()).hasSize(8);
  }

  @Test
  void replacesOnlyPartOfTheBudgetAtATime() throws Exception {
    twitch.subscriptions.limitCost(100);
    var process = process(rotating());
    process.round();
    process.round();

    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(9);
  }

  @Test
  void losesNothingDuringAnOutage() throws Exception {
    var process = process(rotating());
    process.round();
    twitch.goDown();
    clock.advance(OVERLAP);
    assertThatThrownBy(process::round).hasMessageContaining("Twitch");

    twitch.control.clearFaults();
    process.round();

    assertThat(secrets()).containsOnly(NEW.value()).hasSize(8);
  }

  @Test
  void replacesConsentedTypes() throws Exception {
    twitch.signIn("tfue", "channel:read:ads");
    add("channel.ad_break.begin", "tfue", HERE);
    var process = process(at(MOVED, HERE));

    process.round();
    clock.advance(OVERLAP);
    process.round();

    assertThat(twitch.subscriptions.enabled("tfue")).contains("channel.ad_break.begin").hasSize(9);
    assertThat(callbacks()).containsOnly(MOVED);
  }

  @Test
  void deletesUnwatchedStreamersInsteadOfReplacing() throws Exception {
    add("stream.online", "gone", HERE);
    var process = process(at(MOVED, HERE));

    process.round();
    assertThat(twitch.subscriptions.enabled("gone")).hasSize(1);
    clock.advance(Duration.ofMinutes(6));
    process.round();

    assertThat(twitch.subscriptions.enabled("gone")).isEmpty();
  }

  private WebhookConfig at(String address, Secret secret) {
    return fixture.config(address, Optional.empty(), 0, secret);
  }

  private WebhookConfig at(String address, String former) {
    return fixture.config(address, Optional.of(former), 0, NEW);
  }

  private WebhookConfig rotating() {
    return rotating(NEW, OLD);
  }

  private WebhookConfig rotating(Secret now, Secret before) {
    return fixture.config(HERE, Optional.empty(), 0, now, before);
  }

  private void add(String type, String login, String callback) {
    twitch.subscriptions.add(type, login, fixture.callback.url(callback));
  }

  private List<String> callbacks() {
    return twitch.subscriptions.all().stream().map(this::callback).toList();
  }

  private String callback(JsonObject subscription) {
    return fixture.callback.path(subscription.getJsonObject("transport").getString("callback"));
  }

  private List<String> secrets() {
    return twitch.subscriptions.all().stream().map(it -> it.getString("secret")).toList();
  }

  private Process process(WebhookConfig config) {
    return new Process(config);
  }

  /** A process of the service; Tfue has listeners. */
  private final class Process {
    private final SubscriptionReconciler reconciler;

    Process(WebhookConfig config) {
      var process = fixture.process(config, notices::incrementAndGet);
      process.watchedStreamers.watched(TFUE, "tfue");
      process.watchedStreamers.occupancy(
          new ChannelOccupancy(true, Set.of("tfue"), Set.of(), 0, clock.instant()));
      reconciler = process.reconciler();
    }

    void round() throws Exception {
      fixture.on(() -> reconciler.reconcile(new GuardedRound()));
    }
  }
}

package dev.streamviewer.webhook.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.FakeHelix;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests subscriptions from the first watch to the last, with all faults of Twitch in between. */
@ExtendWith(VertxExtension.class)
class SubscriptionLifeIT {
  private static final String TFUE = "id-tfue";
  private static final String[] PUBLIC = {
    "channel.raid", "channel.raid", "channel.update", "stream.offline", "stream.online"
  };

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private Vertx vertx;
  private FakeHelix helix;
  private Service service;

  /** A process of the service. */
  private final class Service {
    private final TestProcess process =
        new TestProcess(
            vertx,
            helix,
            TestProcess.webhooks(
                helix, FakeHelix.CALLBACK, Optional.empty(), List.of(TestProcess.SECRET)),
            () -> {},
            clock);
    private final WatchedStreamers watchedStreamers = process.watchedStreamers;
    private final SimpleMeterRegistry meters = process.meters;
    private final SubscriptionProvisioner subscriptions = process.subscriptions();
    private final SubscriptionReconciler reconciler = process.reconciler();

    SubscriptionReport watch(String login, String... scopes) throws Exception {
      return on(
          () -> {
            watchedStreamers.watched("id-" + login, login);
            return subscriptions.ensure("id-" + login, Set.of(scopes));
          });
    }

    void reconcile() throws Exception {
      on(() -> reconciler.reconcile(new Round()));
    }

    /** Confirms a subscription, as after an answered challenge. */
    void challenged(JsonObject json) {
      var subscription = EventSubSubscription.parse(json);
      var type = SubscriptionType.of(subscription).orElseThrow();
      subscriptions.confirmed(
          new SubscriptionConfirmed(type.type(), type.conditionField(), subscription.streamerId()));
    }

    void occupied(String... channels) {
      watchedStreamers.occupancy(
          new ChannelOccupancy(true, Set.of(channels), Set.of(), 0, clock.instant()));
    }
  }

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    helix = new FakeHelix(vertx);
    service = new Service();
  }

  @Test
  void createsThePublicTypesOnce() throws Exception {
    service.watch("tfue");
    service.watch("tfue");
    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
    assertThat(helix.creations).hasValue(5);
  }

  @Test
  void createsNoDuplicatesInTwoProcesses() throws Exception {
    var other = new Service();

    on(
        () ->
            Future.all(
                service.subscriptions.ensure(TFUE, Set.of()),
                other.subscriptions.ensure(TFUE, Set.of())));

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
    assertThat(helix.creations).hasValue(5);
  }

  @Test
  void acceptsAChallengeBeforeTheAnswer() throws Exception {
    helix.beginsAs = "webhook_callback_verification_pending";
    var context = vertx.getOrCreateContext();
    helix.beforeAnswer =
        created ->
            Future.future(
                done ->
                    context.runOnContext(
                        now -> {
                          service.challenged(created);
                          done.complete();
                        }));

    var report = service.watch("tfue");

    assertThat(report.pending()).isEmpty();
    assertThat(report.active()).hasSize(4);
  }

  @Test
  void reportsAMissingChallengeAsPending() throws Exception {
    helix.beginsAs = "webhook_callback_verification_pending";

    var report = service.watch("tfue");

    assertThat(report.pending()).hasSize(4);
    assertThat(report.refused()).isEmpty();
  }

  @Test
  void createsSubscriptionsAfterAnOutage() throws Exception {
    helix.down = true;
    var report = service.watch("tfue");
    assertThat(report.refused()).extracting(SubscriptionReport.Refusal::reason).isNotEmpty();
    assertThatThrownBy(service::reconcile).hasMessageContaining("Twitch");

    helix.down = false;
    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @Test
  void completesListenedStreamersAfterARestart() throws Exception {
    helix.has("stream.online", "broadcaster_user_id", TFUE, "enabled", FakeHelix.CALLBACK);
    service.occupied("tfue");

    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @Test
  void createsNothingForAnonymousListeners() throws Exception {
    service.occupied("tfue", "luna", "private-ada", "a@b", "not-a-login");

    service.reconcile();
    clock.advance(Duration.ofMinutes(1));
    service.reconcile();

    assertThat(helix.subscriptions).isEmpty();
    assertThat(helix.lookups).isEmpty();
  }

  @Test
  void evictsAnonymousListenersFirst() throws Exception {
    helix.limit = 17;
    service.watch("kept");
    service.occupied("kept");
    clock.advance(Duration.ofHours(1));
    service.watch("left");
    service.watch("renewed");
    service.occupied("kept", "renewed");
    clock.advance(Duration.ofMinutes(1));

    var report = service.watch("wanted");

    assertThat(report.refused()).isEmpty();
    assertThat(helix.enabled("id-kept")).isEmpty();
    assertThat(helix.enabled("id-left")).hasSize(5);
    assertThat(helix.enabled("id-renewed")).hasSize(5);
    service.reconcile();
    assertThat(helix.enabled("id-kept")).as("listeners do not bring a streamer back").isEmpty();
  }

  @Test
  void resolvesALoginWatchedDuringAnOutage() throws Exception {
    service.watchedStreamers.watched("", "tfue");

    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @Test
  void deletesOwnLeftoversAfterFiveMinutes() throws Exception {
    helix.has("stream.online", "broadcaster_user_id", "id-gone", "enabled", FakeHelix.CALLBACK);
    helix.has("stream.online", "broadcaster_user_id", "id-other", "enabled", "https://else.test");
    service.occupied();

    service.reconcile();
    assertThat(helix.enabled("id-gone")).hasSize(1);

    clock.advance(Duration.ofMinutes(6));
    service.reconcile();

    assertThat(helix.enabled("id-gone")).isEmpty();
    assertThat(helix.enabled("id-other")).hasSize(1);
  }

  @Test
  void keepsAStreamerWithListeners() throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    clock.advance(Duration.ofHours(2));

    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notification_failures_exceeded",
        "webhook_callback_verification_failed",
        "beta_maintenance",
        "something_new"
      })
  void recreatesAFailedSubscriptionAfterAPause(String status) throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    helix.subscriptions.get(0).put("status", status);

    service.reconcile();
    service.reconcile();
    assertThat(helix.subscriptions).hasSize(4);

    clock.advance(Duration.ofSeconds(61));
    service.reconcile();
    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  /** Accounts and versions may come back, so retries continue at growing intervals. */
  @ParameterizedTest
  @ValueSource(strings = {"user_removed", "version_removed"})
  void retriesAFinalStatusEverMoreRarely(String status) throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    revoke("stream.online", status);
    helix.failAfterDeletion = true;
    helix.creations.set(0);

    for (var second = 0; second < 600; second += 30) {
      service.watchedStreamers.watched(TFUE, "tfue");
      service.reconcile();
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(helix.subscriptions).hasSize(4);
    assertThat(helix.creations.get()).isBetween(1, 5);

    helix.failAfterDeletion = false;
    clock.advance(Duration.ofHours(1));
    service.watchedStreamers.watched(TFUE, "tfue");
    service.reconcile();
    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @Test
  void replacesASubscriptionStuckInPending() throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    helix.subscriptions.get(0).put("status", "webhook_callback_verification_pending");

    service.reconcile();
    clock.advance(Duration.ofSeconds(61));
    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
  }

  @Test
  void evictsTheLongestVacatedStreamerFirst() throws Exception {
    helix.limit = 17;
    service.watch("first");
    clock.advance(Duration.ofSeconds(20));
    service.watch("second");
    service.occupied("third");
    service.watch("third");
    clock.advance(Duration.ofSeconds(20));

    var report = service.watch("fourth");

    assertThat(report.refused()).isEmpty();
    assertThat(helix.enabled("id-first")).isEmpty();
    assertThat(helix.enabled("id-second")).hasSize(5);
    assertThat(helix.enabled("id-third")).hasSize(5);
    assertThat(helix.enabled("id-fourth")).hasSize(5);
  }

  @Test
  void explainsARefusalAtTheCostLimit() throws Exception {
    helix.limit = 11;
    service.watch("first");
    service.watch("second");
    service.occupied("first", "second");

    var report = service.watch("third");

    assertThat(report.refused())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.reason()).contains("as many streamers as Twitch allows"))
        .allSatisfy(it -> assertThat(it.cause()).isEqualTo("full"));
    assertThat(helix.enabled("id-third")).isEmpty();
  }

  @Test
  void cachesARefusalForFifteenSeconds() throws Exception {
    service.watch("tfue", "bits:read");
    helix.creations.set(0);

    service.watch("tfue", "bits:read");
    assertThat(helix.creations).hasValue(0);

    clock.advance(Duration.ofSeconds(16));
    service.watch("tfue", "bits:read");
    assertThat(helix.creations).hasValueGreaterThan(0);
  }

  @Test
  void showsTheCost() throws Exception {
    service.watch("tfue");

    service.reconcile();

    assertThat(service.meters.get("twitch_subscriptions_cost").gauge().value()).isEqualTo(5);
    assertThat(service.meters.get("twitch_subscriptions_cost_limit").gauge().value())
        .isEqualTo(10_000);
  }

  @Test
  void showsTheStatusesWhileItReconciles() throws Exception {
    service.watch("tfue");
    helix.subscriptions.get(0).put("status", "user_removed");

    service.reconcile();

    assertThat(shown("enabled")).isEqualTo(4);
    assertThat(shown("user_removed")).isEqualTo(1);
    service.reconciler.standDown();
    assertThat(service.meters.find("twitch_subscriptions").gauges()).isEmpty();
  }

  @Test
  void createsTheTypesOfTheConsent() throws Exception {
    helix.consented = List.of("channel.cheer", "channel.follow");

    var report = service.watch("tfue", "bits:read", "moderator:read:followers", "channel:read:ads");

    assertThat(helix.enabled(TFUE)).contains("channel.cheer", "channel.follow");
    assertThat(report.refused())
        .singleElement()
        .satisfies(it -> assertThat(it.type()).isEqualTo("channel.ad_break.begin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization_revoked",
        "moderator_removed",
        "user_removed",
        "chat_user_banned",
        "version_removed"
      })
  void doesNotRecreateAfterAFinalStatus(String status) throws Exception {
    helix.consented = List.of("channel.cheer");
    service.watch("tfue", "bits:read");
    service.occupied("tfue", "private-tfue");
    revoke("channel.cheer", status);

    service.reconcile();
    clock.advance(Duration.ofMinutes(10));
    service.reconcile();

    assertThat(helix.enabled(TFUE)).containsExactly(PUBLIC);
    assertThat(helix.subscriptions).hasSize(5);
  }

  @Test
  void recreatesAConsentedTypeAfterFailures() throws Exception {
    helix.consented = List.of("channel.cheer");
    service.watch("tfue", "bits:read");
    service.occupied("tfue", "private-tfue");
    revoke("channel.cheer", "notification_failures_exceeded");

    service.reconcile();
    clock.advance(Duration.ofSeconds(61));
    service.reconcile();

    assertThat(helix.enabled(TFUE)).contains("channel.cheer");
  }

  private double shown(String status) {
    return service
        .meters
        .get("twitch_subscriptions")
        .tags("status", status, "standing", "current")
        .gauge()
        .value();
  }

  private void revoke(String type, String status) {
    helix.subscriptions.stream()
        .filter(it -> type.equals(it.getString("type")))
        .forEach(it -> it.put("status", status));
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

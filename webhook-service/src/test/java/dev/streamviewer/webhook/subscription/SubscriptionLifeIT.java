package dev.streamviewer.webhook.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests subscriptions from the first watch to the last, with all faults of Twitch in between. */
@ExtendWith(VertxExtension.class)
class SubscriptionLifeIT {
  private static final String TFUE = "60978448";
  private static final String[] PUBLIC = {
    "channel.raid",
    "channel.raid",
    "channel.shared_chat.begin",
    "channel.shared_chat.end",
    "channel.shared_chat.update",
    "channel.update",
    "stream.offline",
    "stream.online"
  };

  private static final String JUNIPER = "81400352";
  private static final String[] MODERATED_SCOPES = {
    "moderator:read:warnings", "moderator:read:shield_mode"
  };

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private SubscriptionFixture fixture;
  private TestTwitch twitch;
  private Service service;

  /** A process of the service. */
  private final class Service {
    private final TestProcess process = fixture.process();
    private final WatchedStreamers watchedStreamers = process.watchedStreamers;
    private final SimpleMeterRegistry meters = process.meters;
    private final SubscriptionProvisioner subscriptions = process.subscriptions();
    private final SubscriptionReconciler reconciler = process.reconciler();

    SubscriptionReport watch(String login, String... scopes) throws Exception {
      var id = twitch.id(login);
      return fixture.on(
          () -> {
            watchedStreamers.watched(id, login);
            return subscriptions.ensure(id, Set.of(scopes));
          });
    }

    void reconcile() throws Exception {
      fixture.round(process);
    }

    void occupied(String... channels) {
      watchedStreamers.occupancy(
          new ChannelOccupancy(true, Set.of(channels), Set.of(), 0, clock.instant()));
    }
  }

  @BeforeEach
  void start(Vertx vertx) {
    fixture = new SubscriptionFixture(vertx, clock);
    twitch = fixture.twitch;
    service = new Service();
  }

  @Test
  void createsThePublicTypesOnce() throws Exception {
    service.watch("tfue");
    service.watch("tfue");
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
    assertThat(twitch.subscriptions.creations()).isEqualTo(8);
  }

  @Test
  void createsNoDuplicatesInTwoProcesses() throws Exception {
    var other = new Service();

    fixture.on(
        () ->
            Future.all(
                service.subscriptions.ensure(TFUE, Set.of()),
                other.subscriptions.ensure(TFUE, Set.of())));

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
    assertThat(twitch.subscriptions.creations()).isEqualTo(8);
  }

  @Test
  void acceptsAChallengeBeforeTheAnswer() throws Exception {
    twitch.subscriptions.challenge(ChallengeTiming.FIRST);

    awaitReport(
        "tfue",
        report -> {
          assertThat(report.pending()).isEmpty();
          assertThat(report.active()).hasSize(7);
        });
  }

  @Test
  void reportsAMissingChallengeAsPending() throws Exception {
    twitch.subscriptions.challenge(ChallengeTiming.NEVER);

    awaitReport(
        "tfue",
        report -> {
          assertThat(report.pending()).hasSize(7);
          assertThat(report.refused()).isEmpty();
        });
  }

  /** Watches until the report is right: on a busy machine a report may come before all answers. */
  private void awaitReport(String login, Consumer<SubscriptionReport> expected) {
    await().untilAsserted(() -> expected.accept(service.watch(login)));
  }

  @Test
  void createsSubscriptionsAfterAnOutage() throws Exception {
    twitch.goDown();
    var report = service.watch("tfue");
    assertThat(report.refused()).extracting(SubscriptionReport.Refusal::reason).isNotEmpty();
    assertThatThrownBy(service::reconcile).hasMessageContaining("Twitch");

    twitch.control.clearFaults();
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void completesListenedStreamersAfterARestart() throws Exception {
    add("stream.online", "tfue", SubscriptionFixture.CALLBACK);
    service.occupied("tfue");

    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void createsNothingForAnonymousListeners() throws Exception {
    service.occupied("tfue", "luna", "private-ada", "a@b", "not-a-login");

    service.reconcile();
    clock.advance(Duration.ofMinutes(1));
    service.reconcile();

    assertThat(twitch.subscriptions.all()).isEmpty();
    assertThat(twitch.subscriptions.lookups()).isZero();
  }

  @Test
  void evictsAnonymousListenersFirst() throws Exception {
    twitch.subscriptions.limitCost(26);
    service.watch("kept");
    service.occupied("kept");
    clock.advance(Duration.ofHours(1));
    service.watch("left");
    service.watch("renewed");
    service.occupied("kept", "renewed");
    clock.advance(Duration.ofMinutes(1));

    var report = service.watch("wanted");

    assertThat(report.refused()).isEmpty();
    assertThat(twitch.subscriptions.enabled("kept")).isEmpty();
    assertThat(twitch.subscriptions.enabled("left")).hasSize(8);
    assertThat(twitch.subscriptions.enabled("renewed")).hasSize(8);
    service.reconcile();
    assertThat(twitch.subscriptions.enabled("kept"))
        .as("listeners do not bring a streamer back")
        .isEmpty();
  }

  @Test
  void resolvesALoginWatchedDuringAnOutage() throws Exception {
    service.watchedStreamers.watched("", "tfue");

    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void deletesOwnLeftoversAfterFiveMinutes() throws Exception {
    add("stream.online", "gone", SubscriptionFixture.CALLBACK);
    add("stream.online", "other", "/else");
    service.occupied();

    service.reconcile();
    assertThat(twitch.subscriptions.enabled("gone")).hasSize(1);

    clock.advance(Duration.ofMinutes(6));
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("gone")).isEmpty();
    assertThat(twitch.subscriptions.enabled("other")).hasSize(1);
  }

  @Test
  void keepsAStreamerWithListeners() throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    clock.advance(Duration.ofHours(2));

    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
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
    twitch.subscriptions.end("tfue", "stream.online", status);

    service.reconcile();
    service.reconcile();
    assertThat(twitch.subscriptions.all()).hasSize(7);

    clock.advance(Duration.ofSeconds(61));
    service.reconcile();
    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  /** Accounts and versions may come back, so retries continue at growing intervals. */
  @ParameterizedTest
  @ValueSource(strings = {"user_removed", "version_removed"})
  void retriesAFinalStatusEverMoreRarely(String status) throws Exception {
    service.watch("tfue");
    service.occupied("tfue");
    twitch.subscriptions.end("tfue", "stream.online", status);
    twitch.subscriptions.reset();
    twitch.subscriptions.refuse(0);

    for (var second = 0; second < 600; second += 30) {
      service.watchedStreamers.watched(TFUE, "tfue");
      service.reconcile();
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(twitch.subscriptions.all()).hasSize(7);
    assertThat(twitch.subscriptions.creations()).isBetween(1, 5);

    twitch.control.clearFaults();
    clock.advance(Duration.ofHours(1));
    service.watchedStreamers.watched(TFUE, "tfue");
    service.reconcile();
    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void replacesASubscriptionStuckInPending() throws Exception {
    twitch.subscriptions.challenge(ChallengeTiming.NEVER);
    service.watch("tfue");
    service.occupied("tfue");
    clock.advance(Duration.ofMinutes(3));
    twitch.subscriptions.challenge(ChallengeTiming.FIRST);

    service.reconcile();
    clock.advance(Duration.ofSeconds(61));
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void evictsTheLongestVacatedStreamerFirst() throws Exception {
    twitch.subscriptions.limitCost(26);
    service.watch("first");
    clock.advance(Duration.ofSeconds(20));
    service.watch("second");
    service.occupied("third");
    service.watch("third");
    clock.advance(Duration.ofSeconds(20));

    awaitReport("fourth", report -> assertThat(report.refused()).isEmpty());

    assertThat(twitch.subscriptions.enabled("first")).isEmpty();
    assertThat(twitch.subscriptions.enabled("second")).hasSize(8);
    assertThat(twitch.subscriptions.enabled("third")).hasSize(8);
    assertThat(twitch.subscriptions.enabled("fourth")).hasSize(8);
  }

  @Test
  void explainsARefusalAtTheCostLimit() throws Exception {
    twitch.subscriptions.limitCost(17);
    service.watch("first");
    service.watch("second");
    service.occupied("first", "second");

    var report = service.watch("third");

    assertThat(report.refused())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.reason()).contains("as many streamers as Twitch allows"))
        .allSatisfy(it -> assertThat(it.cause()).isEqualTo("full"));
    assertThat(twitch.subscriptions.enabled("third")).isEmpty();
  }

  @Test
  void cachesARefusalForFifteenSeconds() throws Exception {
    service.watch("tfue", "bits:read");
    twitch.subscriptions.reset();

    service.watch("tfue", "bits:read");
    assertThat(twitch.subscriptions.creations()).isZero();

    clock.advance(Duration.ofSeconds(16));
    service.watch("tfue", "bits:read");
    assertThat(twitch.subscriptions.creations()).isPositive();
  }

  @Test
  void showsTheCost() throws Exception {
    service.watch("tfue");

    service.reconcile();

    assertThat(service.meters.get("sev_twitch_subscriptions_cost").gauge().value()).isEqualTo(8);
    assertThat(service.meters.get("sev_twitch_subscriptions_cost_limit").gauge().value())
        .isEqualTo(10_000);
  }

  @Test
  void showsTheStatusesWhileItReconciles() throws Exception {
    service.watch("tfue");
    twitch.subscriptions.end("tfue", "stream.online", "user_removed");

    service.reconcile();

    assertThat(shown("enabled")).isEqualTo(7);
    assertThat(shown("user_removed")).isEqualTo(1);
    service.reconciler.standDown();
    assertThat(service.meters.find("sev_twitch_subscriptions").gauges()).isEmpty();
  }

  @Test
  void createsTheTypesOfTheConsent() throws Exception {
    twitch.signIn("tfue", "bits:read", "moderator:read:followers");

    var report = service.watch("tfue", "bits:read", "moderator:read:followers", "channel:read:ads");

    assertThat(twitch.subscriptions.enabled("tfue")).contains("channel.bits.use", "channel.follow");
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
    twitch.signIn("tfue", "moderator:read:followers");
    service.watch("tfue", "moderator:read:followers");
    service.occupied("tfue", "private-tfue");
    twitch.subscriptions.end("tfue", "channel.follow", status);

    service.reconcile();
    clock.advance(Duration.ofMinutes(10));
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
    assertThat(twitch.subscriptions.all()).hasSize(8);
  }

  @Test
  void recreatesAConsentedTypeAfterFailures() throws Exception {
    twitch.signIn("tfue", "moderator:read:followers");
    service.watch("tfue", "moderator:read:followers");
    service.occupied("tfue", "private-tfue");
    twitch.subscriptions.end("tfue", "channel.follow", "notification_failures_exceeded");

    service.reconcile();
    clock.advance(Duration.ofSeconds(61));
    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue")).contains("channel.follow");
  }

  @Test
  void replacesAnObsoleteTypeByItsSuccessor() throws Exception {
    twitch.signIn("tfue", "bits:read");
    add("channel.cheer", "tfue", SubscriptionFixture.CALLBACK);
    service.watch("tfue");

    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue"))
        .contains("channel.bits.use")
        .doesNotContain("channel.cheer")
        .hasSize(PUBLIC.length + 1);
  }

  @Test
  void deletesAnObsoleteTypeBesideItsSuccessor() throws Exception {
    twitch.signIn("tfue", "bits:read");
    add("channel.cheer", "tfue", SubscriptionFixture.CALLBACK);
    service.watch("tfue", "bits:read");
    twitch.subscriptions.reset();

    service.reconcile();

    assertThat(twitch.subscriptions.enabled("tfue"))
        .contains("channel.bits.use")
        .doesNotContain("channel.cheer");
    assertThat(twitch.subscriptions.creations()).isZero();
  }

  @Test
  void keepsAnObsoleteTypeUntilItsSuccessorExists() throws Exception {
    twitch.signIn("tfue", "bits:read");
    add("channel.cheer", "tfue", SubscriptionFixture.CALLBACK);
    service.watch("tfue");
    twitch.subscriptions.refuse(0);

    service.reconcile();
    assertThat(twitch.subscriptions.enabled("tfue")).contains("channel.cheer");

    twitch.control.clearFaults();
    clock.advance(Duration.ofMinutes(2));
    service.reconcile();
    assertThat(twitch.subscriptions.enabled("tfue"))
        .contains("channel.bits.use")
        .doesNotContain("channel.cheer");
  }

  @Test
  void subscribesToTheConfiguredVersions() throws Exception {
    var versions = new TypeVersions(Map.of("channel.update", "3"));
    var process = fixture.process(fixture.config(versions), () -> {});

    var report = fixture.on(() -> process.subscriptions().ensure(TFUE, Set.of()));

    assertThat(report.refused())
        .singleElement()
        .satisfies(it -> assertThat(it.type()).isEqualTo("channel.update"))
        .satisfies(it -> assertThat(it.reason()).contains("invalid subscription type and version"));
    assertThat(report.active()).contains("stream.online");
  }

  private double shown(String status) {
    return service
        .meters
        .get("sev_twitch_subscriptions")
        .tags("status", status, "standing", "current")
        .gauge()
        .value();
  }

  private void add(String type, String login, String callback) {
    twitch.subscriptions.add(type, login, fixture.callback.url(callback));
  }

  @Test
  void createsTheTypesOfAModeratorFreeOfCharge() throws Exception {
    twitch.signIn("juniper_k", MODERATED_SCOPES);
    service.watch("tfue");
    twitch.subscriptions.limitCost(8);

    var report = moderate();

    assertThat(report.active()).hasSize(4);
    assertThat(report.refused()).isEmpty();
    assertThat(ofModerator()).hasSize(4).allMatch(it -> it.getInteger("cost") == 0);
    assertThat(twitch.control.state().getInteger("totalCost")).isEqualTo(8);
  }

  @Test
  void keepsBothSubscriptionsOfBroadcasterAndModerator() throws Exception {
    twitch.signIn("tfue", MODERATED_SCOPES);
    twitch.signIn("juniper_k", MODERATED_SCOPES);
    service.watch("tfue", MODERATED_SCOPES);

    moderate();
    moderate();
    service.reconcile();

    assertThat(ofModerator()).hasSize(4);
    assertThat(twitch.subscriptions.enabled("tfue")).hasSize(8 + 4 + 4);
  }

  @Test
  void deletesTheTypesOfAModeratorWhoNoLongerWatches() throws Exception {
    twitch.signIn("juniper_k", MODERATED_SCOPES);
    service.occupied("tfue");
    service.watch("tfue");
    moderate();
    clock.advance(Duration.ofMinutes(14));
    service.reconcile();
    assertThat(ofModerator()).hasSize(4);

    clock.advance(Duration.ofMinutes(1));
    service.watch("tfue");
    service.reconcile();

    assertThat(ofModerator()).isEmpty();
    assertThat(twitch.subscriptions.enabled("tfue")).containsExactly(PUBLIC);
  }

  @Test
  void deletesTheTypesOfAFormerModeratorAtOnce() throws Exception {
    twitch.signIn("juniper_k", MODERATED_SCOPES);
    service.watch("tfue");
    moderate();

    service.process.moderators.removed(new ModeratorRemoved(TFUE, JUNIPER));
    service.reconcile();

    assertThat(ofModerator()).isEmpty();
  }

  @Test
  void refusesAViewerWhoIsNoModerator() throws Exception {
    twitch.signIn("pixelpaul", MODERATED_SCOPES);
    service.watch("tfue");

    var report =
        fixture.on(
            () ->
                service.subscriptions.ensureModerated(
                    TFUE, twitch.id("pixelpaul"), Set.of(MODERATED_SCOPES)));

    assertThat(report.active()).isEmpty();
    assertThat(report.refused()).hasSize(4).allMatch(it -> it.cause().equals("refused"));
  }

  private SubscriptionReport moderate() throws Exception {
    return fixture.on(
        () -> {
          service.process.moderators.heard(new ModeratorWatched(TFUE, JUNIPER, false));
          return service.subscriptions.ensureModerated(TFUE, JUNIPER, Set.of(MODERATED_SCOPES));
        });
  }

  private List<JsonObject> ofModerator() {
    return twitch.subscriptions.all().stream()
        .filter(it -> JUNIPER.equals(it.getJsonObject("condition").getString("moderator_user_id")))
        .filter(it -> "enabled".equals(it.getString("status")))
        .toList();
  }
}

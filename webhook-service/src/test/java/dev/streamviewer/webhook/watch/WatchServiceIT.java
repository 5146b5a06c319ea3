package dev.streamviewer.webhook.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WatchServiceIT {
  private static final String TFUE = "60978448";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private SubscriptionFixture fixture;
  private TestProcess process;
  private WatchService service;
  private final List<ModeratorRemoved> removed = new ArrayList<>();
  private final List<ChannelModerator> untold = new ArrayList<>();

  /** The channels that the viewer moderates, as the auth service answers. */
  private Supplier<Future<ModeratedChannels>> channels =
      () -> Future.succeededFuture(new ModeratedChannels(List.of()));

  @BeforeEach
  void start(Vertx vertx) {
    fixture = new SubscriptionFixture(vertx, clock);
    process = fixture.process();
    var roles =
        new ModeratorRoles(
            process.moderators,
            question -> channels.get(),
            new ModeratorRoles.Signals(watched -> {}, removed::add, untold::add));
    service =
        new WatchService(
            process.directory,
            process.lists,
            process.subscriptions(),
            new ModeratedWatch(roles, process.subscriptions()),
            new WatchRegistry(process.watchedStreamers, watched -> {}, clock),
            new ViewerQuota(clock),
            () -> {},
            Timers.of(vertx),
            clock);
  }

  @Test
  void findsARenamedStreamerByTheWatchedLogin() throws Exception {
    process.watchedStreamers.watched(TFUE, "tfue_before");

    var watched = fixture.on(() -> service.watch(watch("tfue_before")));

    assertThat(watched.streamer().id()).isEqualTo(TFUE);
    assertThat(watched.streamer().login()).isEqualTo("tfue");
    assertThat(process.watchedStreamers.loginsOf(TFUE)).containsExactly("tfue", "tfue_before");
  }

  @Test
  void renewsAWatchUnderAFormerLogin() throws Exception {
    process.watchedStreamers.watched(TFUE, "tfue_before");

    fixture.on(() -> service.renew(new RenewWatch("tfue_before", "7")));

    assertThat(process.watchedStreamers.loginsOf(TFUE)).containsExactly("tfue_before");
    assertThat(process.watchedStreamers.unresolvedLogins()).isEmpty();
  }

  @Test
  void reportsALoginThatTwitchRefuses() throws Exception {
    refuseNames(1);
    assertThatThrownBy(() -> fixture.on(() -> service.watch(watch("tfue"))))
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(BusFailure.Reason.INVALID))
        .hasMessageContaining("does not accept “tfue”");
    refuseNames(1);
    assertThatThrownBy(() -> fixture.on(() -> service.renew(new RenewWatch("tfue", "7"))))
        .hasMessageContaining("does not accept “tfue”");

    assertThat(fixture.on(() -> service.watch(watch("tfue"))).streamer().id()).isEqualTo(TFUE);
  }

  @Test
  void answersTheOtherLoginsOfARefusedCall() throws Exception {
    // The call of all three, then the first half, a single login.
    refuseNames(2);

    var streams =
        fixture.on(
            () ->
                service.streams(new FindStreams(List.of("tfue", "hubveteran", "bravegoose"), "7")));

    assertThat(streams.streams())
        .extracting(StreamOf::login)
        .containsExactly("hubveteran", "bravegoose");
  }

  /** As after a restart of all processes, when none remembers the former login. */
  @Test
  void findsARenamedStreamerByTheIdThatThePageKnows() throws Exception {
    var watched =
        fixture.on(
            () -> service.watch(new WatchStreamer("tfue_former", "7", Set.of(), null, null, TFUE)));

    assertThat(watched.streamer().login()).isEqualTo("tfue");
    assertThat(watched.streamer().id()).isEqualTo(TFUE);
    assertThatThrownBy(
            () -> fixture.on(() -> service.renew(new RenewWatch("tfue_former", "7", null))))
        .hasMessageContaining("There is no streamer called “tfue_former”");
  }

  @Test
  void prefersTheOwnerOfALoginToTheKnownId() throws Exception {
    var watched =
        fixture.on(
            () -> service.watch(new WatchStreamer("hubveteran", "7", Set.of(), null, null, TFUE)));

    assertThat(watched.streamer().login()).isEqualTo("hubveteran");
  }

  private void refuseNames(int times) {
    fixture.twitch.control.addFault(
        "helix",
        "status",
        new JsonObject().put("status", 400).put("path", "/users").put("times", times));
  }

  private static WatchStreamer watch(String login) {
    return new WatchStreamer(login, "7", Set.of(), null);
  }

  private static final ChannelModerator MODERATOR = new ChannelModerator(TFUE, "81400352");
  private static final Set<String> SCOPES =
      Set.of("user:read:moderated_channels", "moderator:read:warnings");

  @Test
  void reportsTheOwnEventsOfAnEarlierSignIn() throws Exception {
    var scopes = Set.of("channel:read:ads", "channel:read:goals");
    fixture.twitch.signIn("tfue", scopes.toArray(String[]::new));
    fixture.on(() -> service.watch(watchOf(TFUE, scopes)));

    var again = fixture.on(() -> service.watch(watchOf(TFUE, Set.of())));
    var another = fixture.on(() -> service.watch(watchOf("81400352", Set.of())));

    assertThat(again.subscriptions().active())
        .contains("stream.online", "channel.ad_break.begin", "channel.goal.end")
        .doesNotContain("channel.poll.begin")
        .doesNotHaveDuplicates();
    assertThat(another.subscriptions().active()).doesNotContain("channel.ad_break.begin");
  }

  @Test
  void subscribesAModeratorByTheRole() throws Exception {
    moderates("tfue");

    // On a busy machine the first answer may come before Twitch's.
    await()
        .untilAsserted(
            () -> {
              var watched = fixture.on(() -> service.watch(watchOfModerator()));
              assertThat(watched.moderator()).isTrue();
              assertThat(watched.subscriptions().active())
                  .contains("stream.online", "channel.warning.send", "channel.warning.acknowledge");
            });
    assertThat(process.moderators.isWatching(MODERATOR)).isTrue();
  }

  @Test
  void subscribesNobodyWithoutTheRole() throws Exception {
    moderates();

    var watched = fixture.on(() -> service.watch(watchOfModerator()));

    assertThat(watched.moderator()).isFalse();
    assertThat(watched.subscriptions().active()).doesNotContain("channel.warning.send");
    assertThat(process.moderators.isWatching(MODERATOR)).isFalse();
    assertThat(removed).isEmpty();
  }

  @Test
  void opensTheStreamWhileTheRoleIsUnknown() throws Exception {
    channels = () -> Future.failedFuture("no answer");

    var watched = fixture.on(() -> service.watch(watchOfModerator()));

    assertThat(watched.moderator()).isFalse();
    assertThat(watched.subscriptions().active()).contains("stream.online");
  }

  @Test
  void endsTheWatchWhenARenewalFindsTheRoleEnded() throws Exception {
    moderates("tfue");
    fixture.on(() -> service.watch(watchOfModerator()));
    moderates();

    fixture.on(() -> service.renew(new RenewWatch("tfue", "81400352", new Secret("reference"))));

    assertThat(process.moderators.hasEnded(MODERATOR)).isTrue();
    assertThat(removed).containsExactly(new ModeratorRemoved(TFUE, "81400352"));
    assertThat(untold).containsExactly(MODERATOR);
  }

  @Test
  void keepsTheWatchForAWhileWhenARenewalCannotProveTheRole() throws Exception {
    moderates("tfue");
    fixture.on(() -> service.watch(watchOfModerator()));
    channels = () -> Future.failedFuture("no answer");
    clock.advance(Duration.ofMinutes(10));

    fixture.on(() -> service.renew(new RenewWatch("tfue", "81400352", new Secret("reference"))));

    assertThat(process.moderators.isWatching(MODERATOR)).isTrue();
    clock.advance(Duration.ofMinutes(5));
    assertThat(process.moderators.isWatching(MODERATOR)).isFalse();
    assertThat(removed).isEmpty();
  }

  @Test
  void endsTheWatchOfAModeratorWhoLeaves() throws Exception {
    moderates("tfue");
    fixture.on(() -> service.watch(watchOfModerator()));

    fixture.on(() -> service.unwatch(new UnwatchStreamer("tfue", "81400352", null)));

    clock.advance(Duration.ofMinutes(6));
    assertThat(process.moderators.isWatching(MODERATOR)).isFalse();
  }

  private static WatchStreamer watchOf(String viewerId, Set<String> scopes) {
    return new WatchStreamer("tfue", viewerId, scopes, null);
  }

  private void moderates(String... logins) {
    channels =
        () ->
            Future.succeededFuture(
                new ModeratedChannels(
                    Stream.of(logins).map(it -> new ModeratedChannel(TFUE, it)).toList()));
  }

  private WatchStreamer watchOfModerator() {
    fixture.twitch.signIn("juniper_k", SCOPES.toArray(String[]::new));
    return new WatchStreamer("tfue", "81400352", SCOPES, null, new Secret("reference"), null);
  }
}

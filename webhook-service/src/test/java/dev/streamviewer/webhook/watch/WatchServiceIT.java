package dev.streamviewer.webhook.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

  @BeforeEach
  void start(Vertx vertx) {
    fixture = new SubscriptionFixture(vertx, clock);
    process = fixture.process();
    service =
        new WatchService(
            process.directory,
            process.lists,
            process.subscriptions(),
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

  private void refuseNames(int times) {
    fixture.twitch.control.addFault(
        "helix",
        "status",
        new JsonObject().put("status", 400).put("path", "/users").put("times", times));
  }

  private static WatchStreamer watch(String login) {
    return new WatchStreamer(login, "7", Set.of(), null);
  }
}

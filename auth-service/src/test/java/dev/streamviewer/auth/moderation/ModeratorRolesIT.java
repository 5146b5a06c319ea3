package dev.streamviewer.auth.moderation;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The channels that a viewer moderates, seen from other services. */
@ExtendWith(VertxExtension.class)
class ModeratorRolesIT {
  private static final String SCOPE = "user:read:moderated_channels";
  private static final String CHANNELS = "/helix/moderation/channels";
  private static final ModeratedChannel TFUE = new ModeratedChannel("60978448", "tfue");

  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
    twitch.control().appoint("tfue", "ninja");
  }

  @Test
  void listsTheChannelsOfAConsentingViewer() {
    twitch.control().appoint("hubveteran", "ninja");

    assertThat(found(reference(), null))
        .containsExactly(TFUE, new ModeratedChannel("503254", "hubveteran"));
  }

  @Test
  void findsOneChannelByItsLogin() {
    twitch.control().appoint("hubveteran", "ninja");
    var reference = reference();

    assertThat(found(reference, "tfue")).containsExactly(TFUE);
    assertThat(found(reference, "bravegoose")).isEmpty();
  }

  @Test
  void readsAllPages() {
    IntStream.range(0, 150)
        .mapToObj(number -> "channel_" + number)
        .forEach(
            login -> {
              twitch.control().addUser(login);
              twitch.control().appoint(login, "ninja");
            });

    assertThat(found(reference(), null)).hasSize(151).doesNotHaveDuplicates();
    assertThat(twitch.requestsTo(CHANNELS)).hasSize(2);
  }

  @Test
  void givesNoReferenceWithoutConsent() {
    var session = auth.signIn("bits:read").session();

    assertThat(value(auth.find(session)).moderator()).isNull();
  }

  @Test
  void refusesASessionWithoutConsent() {
    var lender = value(auth.find(auth.signIn("user:read:chat").session())).lender();

    assertThat(reason(ask(lender, null))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void refusesAnEndedSession() {
    var cookie = auth.signIn(SCOPE).session();
    var reference = value(auth.find(cookie)).moderator();
    value(auth.end(cookie));

    assertThat(reason(ask(reference, null))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void remembersTheListForAMinute() {
    var reference = reference();
    found(reference, null);
    twitch.control().removeModerator("tfue", "ninja");

    assertThat(found(reference, null)).containsExactly(TFUE);
    auth.advance(Duration.ofSeconds(61));
    assertThat(found(reference, null)).isEmpty();
    assertThat(twitch.requestsTo(CHANNELS)).hasSize(2);
  }

  @Test
  void endsARoleAtOnceWhenAServiceHearsOfTheEnd() {
    var reference = reference();
    found(reference, null);

    Contracts.MODERATOR_REMOVED.publish(auth.bus(), new ModeratorRemoved("60978448", "12"));

    Awaitility.await().until(() -> found(reference, null).isEmpty());
    // Twitch lists the role for a moment longer.
    auth.advance(Duration.ofSeconds(61));
    assertThat(found(reference, null)).isEmpty();
    auth.advance(Duration.ofMinutes(2));
    assertThat(found(reference, null)).containsExactly(TFUE);
  }

  @Test
  void forgetsARoleThatTwitchCannotConfirm() {
    var reference = reference();
    found(reference, null);
    twitch.refuse(CHANNELS, 503, "later");
    auth.advance(Duration.ofSeconds(61));

    assertThat(reason(ask(reference, null))).isEqualTo(Reason.UPSTREAM);
  }

  @Test
  void renewsARejectedToken() {
    var reference = reference();
    auth.advance(Duration.ofMinutes(5));
    twitch.control().expireTokens();

    assertThat(found(reference, null)).containsExactly(TFUE);
    assertThat(twitch.tokenForms("refresh_token")).hasSize(1);
  }

  @Test
  void refusesAValidTokenThatTwitchRejects() {
    var reference = reference();
    auth.advance(Duration.ofMinutes(5));
    twitch.refuse(CHANNELS, 401, "Missing scope: " + SCOPE);

    assertThat(reason(ask(reference, null))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void toleratesAnOddList() {
    var reference = reference();
    twitch.answer(CHANNELS, new JsonObject().put("data", "none").put("pagination", 1));

    assertThat(found(reference, null)).isEmpty();
  }

  private Secret reference() {
    return value(auth.find(auth.signIn(SCOPE).session())).moderator();
  }

  private List<ModeratedChannel> found(Secret reference, String login) {
    return value(ask(reference, login)).channels();
  }

  private Future<ModeratedChannels> ask(Secret reference, String login) {
    return Contracts.MODERATED_CHANNELS.ask(
        auth.bus(), new FindModeratedChannels(reference, login));
  }
}

package dev.streamviewer.auth.overlay;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.overlay.Overlays.Overlay;
import dev.streamviewer.testing.CapturedLog;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlay tokens, as an honest viewer and as an attacker use them. */
@ExtendWith(VertxExtension.class)
class OverlayServiceIT {
  private static final String AUTHORIZATIONS = "/helix/authorization/users";
  private static final String NINJA = "12";

  private Vertx vertx;
  private TestAuthService auth;
  private TestTwitch twitch;
  private Secret cookie;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
    cookie = auth.signIn("bits:read").session();
  }

  @Test
  void grantsTheOwnChannelWithItsScopes() {
    var created = value(auth.createOverlay(cookie, "ninja"));

    var rights = value(auth.overlay(created.token()));

    assertThat(rights)
        .isEqualTo(
            new OverlayRights(NINJA, "ninja", Set.of("bits:read"), "ninja", created.expiresAt()));
    assertThat(rights.ownChannel()).isTrue();
  }

  @Test
  void grantsAnotherChannelWithoutScopes() {
    var rights = value(auth.overlay(token("tfue")));

    assertThat(rights.streamer()).isEqualTo("tfue");
    assertThat(rights.scopes()).isEmpty();
    assertThat(rights.ownChannel()).isFalse();
  }

  @Test
  void createsNoTokenWithoutASession() {
    assertThat(reason(auth.createOverlay(new Secret("x"), "tfue")))
        .isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.createOverlay(null, "tfue"))).isEqualTo(Reason.UNAUTHENTICATED);
    value(auth.end(cookie));
    assertThat(reason(auth.createOverlay(cookie, "tfue"))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TFUE", "a:b", "tfue\n", "../ninja", "12345678901234567890123456"})
  void createsNoTokenForAMalformedLogin(String login) {
    assertThat(reason(auth.createOverlay(cookie, login))).isEqualTo(Reason.INVALID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "x", "a.b"})
  void refusesATokenThatItNeverWrote(String token) {
    assertThat(reason(auth.overlay(new Secret(token)))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.overlay(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.overlay(null))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(twitch.requestsTo(AUTHORIZATIONS)).isEmpty();
  }

  @Test
  void acceptsNoTokenAsASession() {
    assertThat(reason(auth.find(token("ninja")))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.createOverlay(token("ninja"), "tfue")))
        .isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.followed(token("ninja")))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void keepsTokensAfterSignOut() {
    var token = token("ninja");

    value(auth.end(cookie));

    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();
  }

  @Test
  void endsAllTokensOfAStreamerByAWithdrawal() {
    var first = token("ninja");
    var second = token("ninja");
    var other = token("tfue");

    value(auth.endOverlay(NINJA, "ninja"));

    assertThat(reason(auth.overlay(first))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.overlay(second))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(value(auth.overlay(other)).streamer()).isEqualTo("tfue");
  }

  @Test
  void keepsAWithdrawnTokenEndedAfterANewOne() {
    var old = token("ninja");
    value(auth.endOverlay(NINJA, "ninja"));

    var renewed = token("ninja");

    assertThat(reason(auth.overlay(old))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(value(auth.overlay(renewed)).ownChannel()).isTrue();
  }

  @Test
  void endsNoTokensOfAnotherViewer() {
    var token = token("ninja");

    value(auth.endOverlay("13", "ninja"));

    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();
  }

  @Test
  void endsTokensInAllProcesses() {
    var token = token("ninja");
    auth.deployAnother();
    auth.overlay(token);
    auth.overlay(token);

    value(auth.endOverlay(NINJA, "ninja"));

    for (var i = 0; i < 4; i++) {
      assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);
    }
  }

  @Test
  void endsAllTokensWithTheMemoryOfTheCluster() {
    var token = token("ninja");

    value(overlays().clear());

    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void endsATokenAfterNinetyDays() {
    var token = token("ninja");
    auth.advance(Duration.ofDays(90).minusSeconds(2));
    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();

    auth.advance(Duration.ofSeconds(2));

    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(auth.overlays(NINJA)).isEmpty();
  }

  @Test
  void endsAllTokensOfAViewerWhoDisconnects() {
    var token = token("ninja");
    twitch.control().withdraw("ninja");

    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);

    auth.signIn("bits:read");
    auth.advance(Duration.ofHours(2));
    assertThat(reason(auth.overlay(token)))
        .as("a later consent does not bring the token back")
        .isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void endsAllTokensOfADeletedAccount() {
    var token = token("tfue");
    twitch.control().removeUser("ninja");

    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(auth.overlays(NINJA)).isEmpty();
  }

  @Test
  void checksTheViewerAgainWhenTwitchReportsTheEnd() {
    var token = token("ninja");
    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();
    twitch.control().withdraw("ninja");

    value(auth.validate(NINJA));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(auth.overlays(NINJA)).isEmpty());
    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void checksTheViewerAtTwitchOnceAnHour() {
    var token = token("ninja");
    value(auth.overlay(token));
    value(auth.overlay(token));
    value(auth.overlay(token("tfue")));
    assertThat(twitch.requestsTo(AUTHORIZATIONS)).hasSize(1);

    auth.advance(Duration.ofMinutes(61));
    value(auth.overlay(token));
    assertThat(twitch.requestsTo(AUTHORIZATIONS)).hasSize(2);
  }

  @Test
  void grantsNothingWhileTwitchCannotConfirmTheViewer() {
    var token = token("ninja");
    twitch.refuse(AUTHORIZATIONS, 503, "later");

    assertThat(reason(auth.overlay(token))).isEqualTo(Reason.UPSTREAM);

    twitch.control().clearFaults();
    auth.advance(Duration.ofSeconds(6));
    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\": \"ninja\"}",
        "{\"data\": []}",
        "{\"data\": [{\"user_id\": \"13\", \"user_login\": \"ninja\", \"has_authorized\": true}]}",
        "{\"data\": [{\"user_id\": \"12\", \"user_login\": \"ninja\", \"has_authorized\": false}]}",
        "{\"data\": [{\"user_id\": \"12\", \"user_login\": \"ninja\", \"has_authorized\": 1}]}",
        "{\"data\": [{\"user_id\": \"12\", \"user_login\": \"ninja\"}]}"
      })
  void grantsNothingByAnAnswerThatDoesNotConfirm(String answer) {
    var token = token("ninja");
    twitch.answer(AUTHORIZATIONS, new JsonObject(answer));

    assertThat(reason(auth.overlay(token))).isIn(Reason.UNAUTHENTICATED, Reason.UPSTREAM);
  }

  @Test
  void grantsNoPrivateEventsUnderAFormerLogin() {
    var token = token("ninja");
    twitch.answer(AUTHORIZATIONS, authorization("ninja_renamed"));

    var rights = value(auth.overlay(token));

    assertThat(rights.ownChannel()).isFalse();
    assertThat(rights.scopes()).isEmpty();
  }

  @Test
  void renewsARejectedAppToken() {
    var token = token("ninja");
    twitch
        .control()
        .addFault(
            "twitch",
            "status",
            new JsonObject().put("path", AUTHORIZATIONS).put("status", 401).put("times", 1));

    assertThat(value(auth.overlay(token)).ownChannel()).isTrue();
  }

  @Test
  void limitsTheStreamersOfAViewer() {
    for (var i = 0; i < OverlayStore.MAX_STREAMERS; i++) {
      auth.advance(Duration.ofMinutes(1));
      token("streamer" + i);
    }
    auth.advance(Duration.ofMinutes(5));

    assertThat(reason(auth.createOverlay(cookie, "further"))).isEqualTo(Reason.LIMITED);
    assertThat(value(auth.createOverlay(cookie, "streamer3")).streamer()).isEqualTo("streamer3");
    value(auth.endOverlay(NINJA, "streamer0"));
    assertThat(value(auth.createOverlay(cookie, "further")).streamer()).isEqualTo("further");
  }

  @Test
  void limitsHowOftenAViewerCreatesTokens() {
    for (var i = 0; i < 10; i++) {
      token("ninja");
    }

    assertThat(reason(auth.createOverlay(cookie, "ninja"))).isEqualTo(Reason.LIMITED);
    auth.advance(Duration.ofSeconds(13));
    assertThat(value(auth.createOverlay(cookie, "ninja")).token()).isNotNull();
  }

  @Test
  void listsOverlaysWithoutTokens() {
    var ninja = value(auth.createOverlay(cookie, "ninja"));
    auth.advance(Duration.ofDays(1));
    var tfue = value(auth.createOverlay(cookie, "tfue"));

    assertThat(auth.overlays(NINJA))
        .containsExactly(
            new Overlay("ninja", ninja.expiresAt()), new Overlay("tfue", tfue.expiresAt()));
  }

  @Test
  void storesAndLogsNothingThatMakesAToken() {
    String token;
    try (var log = new CapturedLog(OverlayService.class)) {
      token = token("ninja").value();
      value(auth.overlay(new Secret(token)));
      reason(auth.overlay(new Secret(token + "x")));
      twitch.control().withdraw("ninja");
      auth.advance(Duration.ofHours(2));
      reason(auth.overlay(new Secret(token)));
      assertThat(String.join("\n", log.lines())).contains("end").doesNotContain(token);
    }
    cookie = auth.signIn("bits:read").session();
    token = token("ninja").value();

    var stored = value(overlays().entries()).toString();
    var signature = token.substring(token.indexOf('.') + 1);
    assertThat(stored).doesNotContain(token, signature);
    assertThat(value(auth.createOverlay(cookie, "ninja")).toString()).contains("token=••••");
  }

  @Test
  void countsCreationsAndUses() {
    var token = token("ninja");
    value(auth.overlay(token));
    reason(auth.overlay(new Secret("forged")));
    value(auth.endOverlay(NINJA, "ninja"));
    reason(auth.overlay(token));

    assertThat(auth.counted("sev_auth_overlays", "change", "created")).isEqualTo(1);
    assertThat(auth.counted("sev_auth_overlays", "change", "withdrawn")).isEqualTo(1);
    assertThat(auth.counted("sev_auth_overlay_uses", "outcome", "accepted")).isEqualTo(1);
    assertThat(auth.counted("sev_auth_overlay_uses", "outcome", "forged")).isEqualTo(1);
    assertThat(auth.counted("sev_auth_overlay_uses", "outcome", "ended")).isEqualTo(1);
  }

  private static JsonObject authorization(String login) {
    var user =
        new JsonObject()
            .put("user_id", NINJA)
            .put("user_login", login)
            .put("has_authorized", true)
            .put("scopes", JsonArray.of("bits:read"));
    return new JsonObject().put("data", JsonArray.of(user));
  }

  private Secret token(String streamer) {
    return value(auth.createOverlay(cookie, streamer)).token();
  }

  private AsyncMap<String, String> overlays() {
    return value(vertx.sharedData().<String, String>getAsyncMap("auth.overlays"));
  }
}

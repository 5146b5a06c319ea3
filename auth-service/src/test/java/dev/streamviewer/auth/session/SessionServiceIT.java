package dev.streamviewer.auth.session;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.Viewer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions over the bus, and their validation at Twitch. */
@ExtendWith(VertxExtension.class)
class SessionServiceIT {
  /** After this time a request validates a session. */
  private static final Duration UNTIL_DUE = Duration.ofMinutes(70);

  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
  }

  @Test
  void rejectsAnUnknownCookie() {
    assertThat(reason(auth.find(new Secret("guess")))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.find(new Secret(null)))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void doesNotValidateASessionThatIsNotDue() {
    var cookie = signIn();
    auth.advance(Duration.ofMinutes(30));

    viewer(cookie);

    assertThat(twitch.validatedTokens()).hasSize(1);
  }

  @Test
  void updatesLoginAndScopesAfterAValidation() {
    var cookie = signIn();
    auth.advance(UNTIL_DUE);
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity("ninja_again"));

    var viewer = viewer(cookie);

    assertThat(viewer.login()).isEqualTo("ninja_again");
    assertThat(viewer.scopes()).isEmpty();
  }

  @Test
  void renewsARejectedTokenAndStoresTheNewRefreshToken() {
    var cookie = signInWith("a1", "r1");
    twitch.refuse(TestTwitch.VALIDATE, 401, "invalid access token");
    twitch.answer(TestTwitch.TOKEN, TestTwitch.tokens("a2", "r/2+%"));
    auth.advance(UNTIL_DUE);
    viewer(cookie);
    auth.advance(UNTIL_DUE);
    viewer(cookie);

    assertThat(twitch.tokenForms("refresh_token"))
        .extracting(form -> form.getString("refresh_token"))
        .containsExactly("r1", "r/2+%");
    assertThat(twitch.validatedTokens()).containsExactly("a1", "a1", "a2");
  }

  @Test
  void appliesTheScopesOfARenewedTokenAtOnce() {
    var cookie = signIn();
    twitch.control().expireTokens();
    auth.advance(UNTIL_DUE);
    assertThat(viewer(cookie).scopes()).containsExactly("bits:read");

    twitch.control().expireTokens();
    twitch.answer(TestTwitch.TOKEN, TestTwitch.tokens("a3", "r3").put("scope", new JsonArray()));
    auth.advance(UNTIL_DUE);

    assertThat(viewer(cookie).scopes()).isEmpty();
  }

  @Test
  void renewsOnceForConcurrentRequests() {
    var cookie = signIn();
    twitch.control().expireTokens();
    auth.advance(UNTIL_DUE);

    findManyTimes(cookie);

    assertThat(twitch.tokenForms("refresh_token")).hasSize(1);
  }

  @Test
  void endsTheSessionWhenTwitchRefusesTheRefreshToken() {
    var cookie = signIn();
    twitch.control().withdraw("ninja");
    auth.advance(UNTIL_DUE);

    assertThat(reason(auth.find(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(auth.counted("sev_auth_sessions_ended", "reason", "consent")).isEqualTo(1);
  }

  @Test
  void endsTheSessionsOfAViewerWhoseConsentEnded() {
    var cookie = signIn();
    var elsewhere = signIn();
    auth.advance(Duration.ofSeconds(1));
    twitch.control().withdraw("ninja");

    value(auth.validate("12"));

    await()
        .untilAsserted(
            () ->
                assertThat(auth.counted("sev_auth_sessions_ended", "reason", "consent"))
                    .isEqualTo(2));
    assertThat(reason(auth.find(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.find(elsewhere))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void keepsSessionsWhoseTokenIsStillValid() {
    var cookie = signIn();
    auth.advance(Duration.ofSeconds(1));

    value(auth.validate("77"));
    value(auth.validate("12"));

    await().untilAsserted(() -> assertThat(twitch.validatedTokens()).hasSize(2));
    assertThat(viewer(cookie).login()).isEqualTo("ninja");
  }

  @Test
  void endsTheSessionOfADeletedAccount() {
    var cookie = signIn();
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity(null, "bits:read"));
    auth.advance(UNTIL_DUE);

    assertThat(reason(auth.find(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(auth.counted("sev_auth_sessions_ended", "reason", "consent")).isEqualTo(1);
    assertThat(twitch.tokenForms("refresh_token")).isEmpty();
  }

  @Test
  void keepsTheSessionWhileTwitchIsDown() {
    var cookie = signIn();
    twitch.refuse(TestTwitch.VALIDATE, 503, "later");
    auth.advance(UNTIL_DUE);
    viewer(cookie);
    auth.advance(Duration.ofMinutes(1));
    twitch.refuse(TestTwitch.VALIDATE, 401, "invalid access token");
    twitch.refuse(TestTwitch.TOKEN, 503, "later");

    assertThat(viewer(cookie).login()).isEqualTo("ninja");
    assertThat(twitch.tokenForms("refresh_token")).hasSize(1);
  }

  @Test
  void keepsTheSessionWhenTwitchRefusesOurSecret() {
    var cookie = signIn();
    twitch.control().expireTokens();
    twitch.refuse(TestTwitch.TOKEN, 403, "invalid client secret");
    auth.advance(UNTIL_DUE);

    assertThat(viewer(cookie).login()).isEqualTo("ninja");
  }

  @Test
  void pausesValidationsAfterAnOutageOfTwitch() {
    var cookie = signIn();
    twitch.refuse(TestTwitch.VALIDATE, 503, "later");
    auth.advance(UNTIL_DUE);

    findManyTimes(cookie);

    assertThat(twitch.validatedTokens()).hasSize(2);
  }

  @Test
  void validatesExistingSessionsAtTheStart() {
    signIn();
    auth.advance(Duration.ofMinutes(5));

    auth.deployAnother();

    await().untilAsserted(() -> assertThat(twitch.validatedTokens()).hasSize(2));
  }

  @Test
  void revokesBothTokensOnSignOut() {
    var cookie = signInWith("a1", "r1");

    assertThat(value(auth.end(cookie))).isEqualTo(new Done());

    assertThat(reason(auth.find(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(twitch.requestsTo(TestTwitch.REVOKE))
        .extracting(request -> request.getJsonObject("form").getString("token"))
        .containsExactlyInAnyOrder("a1", "r1");
  }

  @Test
  void signsOutWithoutAResponseFromTwitch() {
    var cookie = signIn();
    twitch.silence(TestTwitch.REVOKE);

    assertThat(value(auth.end(cookie))).isEqualTo(new Done());
    assertThat(reason(auth.find(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void signsOutWithoutASession() {
    assertThat(value(auth.end(new Secret(RandomIds.next())))).isEqualTo(new Done());
    assertThat(value(auth.end(new Secret(null)))).isEqualTo(new Done());
    assertThat(twitch.requestsTo(TestTwitch.REVOKE)).isEmpty();
  }

  private Secret signIn() {
    return auth.signIn("bits:read").session();
  }

  /** Signs in with certain tokens, which Twitch accepts once. */
  private Secret signInWith(String access, String refresh) {
    twitch.answer(TestTwitch.TOKEN, TestTwitch.tokens(access, refresh));
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity("ninja", "bits:read"));
    var cookie = auth.complete(auth.begin(), "code").session();
    twitch.control().clearFaults();
    return cookie;
  }

  private Viewer viewer(Secret cookie) {
    return value(auth.find(cookie)).viewer();
  }

  private void findManyTimes(Secret cookie) {
    value(Future.all(Stream.generate(() -> auth.find(cookie)).limit(20).toList()));
  }
}

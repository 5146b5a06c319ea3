package dev.streamviewer.auth.login;

import static dev.streamviewer.auth.TestAuthService.parameter;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.testing.Await;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoginFlowIT {
  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
  }

  @Test
  void redirectsTheBrowserToTwitch() {
    var redirect = auth.begin();

    var url = new QueryStringDecoder(redirect.location());
    assertThat(url.path()).isEqualTo("/oauth2/authorize");
    assertThat(parameter(redirect, "client_id")).isEqualTo("client");
    assertThat(parameter(redirect, "response_type")).isEqualTo("code");
    assertThat(parameter(redirect, "redirect_uri"))
        .isEqualTo("http://localhost:8080/api/auth/callback");
    assertThat(url.parameters().getOrDefault("scope", List.of("")))
        .as("identity needs no scope")
        .containsExactly("");
    assertThat(url.parameters()).doesNotContainKey("force_verify");
  }

  @Test
  void forcesTheSignInPageToSwitchAccounts() {
    var redirect = auth.begin(new BeginLogin(null, "tfue", true, false, false));

    assertThat(parameter(redirect, "force_verify")).isEqualTo("true");
  }

  @Test
  void keepsAWellFormedLoginCookie() {
    var held = RandomIds.next();

    assertThat(browserAfter(held)).isEqualTo(held);
    assertThat(browserAfter("guess")).isNotEqualTo("guess");
  }

  @Test
  void requestsTheOwnChannelScopesOnRequest() {
    var redirect = auth.begin(new BeginLogin(null, "tfue", false, true, false));

    assertThat(parameter(redirect, "scope").split(" "))
        .containsExactlyInAnyOrder(
            "bits:read",
            "channel:moderate",
            "channel:read:ads",
            "channel:read:charity",
            "channel:read:goals",
            "channel:read:hype_train",
            "channel:read:polls",
            "channel:read:predictions",
            "channel:read:redemptions",
            "channel:read:subscriptions",
            "channel:read:vips",
            "moderation:read",
            "moderator:read:followers",
            "moderator:read:shield_mode",
            "moderator:read:shoutouts",
            "moderator:read:suspicious_users",
            "moderator:read:unban_requests",
            "moderator:read:warnings");
  }

  @Test
  void requestsTheScopesOfTheChosenGroupsOnly() {
    assertThat(
            scopes(
                new BeginLogin(
                    null, null, false, true, true, List.of("stream", "unknown-group"), false)))
        .containsExactlyInAnyOrder(
            "channel:read:ads", "moderator:read:shoutouts", "user:read:chat");
  }

  @Test
  void requestsTheScopesOfModeratedChannels() {
    assertThat(scopes(new BeginLogin(null, null, false, true, false, List.of("moderated"), false)))
        .containsExactlyInAnyOrder(
            "user:read:moderated_channels",
            "moderator:read:followers",
            "moderator:read:shoutouts",
            "moderator:read:shield_mode",
            "moderator:read:unban_requests",
            "moderator:read:warnings",
            "moderator:read:suspicious_users",
            "user:bot");
  }

  @Test
  void requestsAScopeOfTwoGroupsOnce() {
    assertThat(
            scopes(
                new BeginLogin(
                    null, null, false, true, false, List.of("stream", "moderated"), false)))
        .doesNotHaveDuplicates()
        .contains("channel:read:ads", "moderator:read:shoutouts");
  }

  @Test
  void requestsTheChatScopeWithOtherRequestedScopes() {
    assertThat(scopes(new BeginLogin(null, null, false, false, false))).containsExactly("");
    assertThat(scopes(new BeginLogin(null, null, false, false, true)))
        .containsExactly("user:read:chat");
    assertThat(scopes(new BeginLogin(null, null, false, true, true)))
        .contains("user:read:chat", "bits:read", "moderator:read:followers");
  }

  @Test
  void requestsTheFollowsScopeWithOtherRequestedScopes() {
    assertThat(scopes(new BeginLogin(null, null, false, false, true, List.of(), true)))
        .containsExactlyInAnyOrder("user:read:chat", "user:read:follows");
    assertThat(scopes(new BeginLogin(null, null, false, false, false, List.of(), true)))
        .containsExactly("user:read:follows");
  }

  @Test
  void signsInWithNameAndPicture() {
    var result = auth.signIn("bits:read");

    assertThat(result.outcome()).isEqualTo(Outcome.SIGNED_IN);
    assertThat(result.streamer()).isEqualTo("tfue");
    assertThat(value(auth.find(result.session())).viewer())
        .isEqualTo(new Viewer("12", "ninja", "忍者", twitch.avatar(), Set.of("bits:read")));
    assertThat(auth.counted("sev_auth_logins", "outcome", "signed_in")).isEqualTo(1);
  }

  @Test
  void sendsCredentialsInTheFormThatTwitchExpects() {
    twitch.answer(TestTwitch.TOKEN, TestTwitch.tokens("a1", "r1"));
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity("ninja"));

    auth.complete(auth.begin(), "code/+%");

    var exchange = twitch.requestsTo(TestTwitch.TOKEN).get(1);
    assertThat(exchange.getString("authorization")).isNull();
    var form = twitch.tokenForms("authorization_code").get(0);
    assertThat(form.getString("client_id")).isEqualTo("client");
    assertThat(form.getString("client_secret")).isEqualTo("hush");
    assertThat(form.getString("code")).isEqualTo("code/+%");
    assertThat(form.getString("redirect_uri")).isEqualTo("http://localhost:8080/api/auth/callback");
    assertThat(twitch.requestsTo(TestTwitch.VALIDATE).get(0).getString("authorization"))
        .isEqualTo("OAuth a1");
    var profile = twitch.requestsTo(TestTwitch.USERS).get(0);
    assertThat(profile.getString("authorization")).isEqualTo("Bearer a1");
    assertThat(profile.getString("clientId")).isEqualTo("client");
  }

  @Test
  void signsInWithoutAPictureWhenHelixIsDown() {
    twitch.refuse(TestTwitch.USERS, 503, "later");

    var viewer = value(auth.find(auth.signIn().session())).viewer();

    assertThat(viewer.name()).isEqualTo("ninja");
    assertThat(viewer.avatar()).isEmpty();
  }

  @Test
  void reportsDeniedOnlyForAGenuineState() {
    var redirect = auth.begin();
    var state = parameter(redirect, "state");

    assertThat(complete(null, "unknown", "access_denied", redirect.browser()))
        .isEqualTo(LoginResult.of(Outcome.FORGED));
    assertThat(complete(null, state, "access_denied", redirect.browser()))
        .isEqualTo(new LoginResult(Outcome.DENIED, null, "tfue"));
  }

  @Test
  void failsWhenTwitchRefusesTheCode() {
    assertThat(auth.complete(auth.begin(), "guess")).isEqualTo(ended(Outcome.FAILED));
  }

  @Test
  void failsWhenTwitchRefusesItsOwnToken() {
    twitch.refuse(TestTwitch.VALIDATE, 401, "invalid access token");

    assertThat(auth.signIn()).isEqualTo(ended(Outcome.FAILED));
  }

  @Test
  void failsOnUnknownErrorsAndMissingCodes() {
    var first = auth.begin();
    var second = auth.begin();

    assertThat(complete(null, parameter(first, "state"), "redirect_mismatch", first.browser()))
        .isEqualTo(ended(Outcome.FAILED));
    assertThat(auth.complete(second, "")).isEqualTo(ended(Outcome.FAILED));
  }

  @Test
  void reportsUnavailableWhenTwitchIsDown() {
    twitch.refuse(TestTwitch.TOKEN, 503, "later");

    assertThat(auth.signIn()).isEqualTo(ended(Outcome.UNAVAILABLE));
  }

  @Test
  void exchangesTheCodeOfAReplayedCallbackOnce() {
    var redirect = auth.begin();
    var code = twitch.consent(redirect.location());
    auth.complete(redirect, code);

    var again = auth.complete(redirect, code);

    assertThat(again).isEqualTo(ended(Outcome.REPLAYED));
    assertThat(twitch.tokenForms("authorization_code")).hasSize(1);
  }

  @Test
  void opensOneSessionForSimultaneousCallbacks() {
    auth.deployAnother();
    var redirect = auth.begin();
    var code = twitch.consent(redirect.location());

    holdSignIns();
    var results = completedAtOnce(redirect, code, code, code, code);

    assertThat(results).extracting(LoginResult::outcome).containsOnly(Outcome.SIGNED_IN);
    assertThat(results).extracting(LoginResult::session).doesNotContainNull();
    assertThat(Set.copyOf(results)).hasSize(1);
    assertThat(value(auth.find(results.get(0).session())).viewer().login()).isEqualTo("ninja");
    assertThat(twitch.tokenForms("authorization_code")).hasSize(1);
  }

  @Test
  void joinsASessionThatIsAboutToOpen() {
    var redirect = auth.begin();
    var code = twitch.consent(redirect.location());
    holdSignIns();
    var first = auth.completing(redirect, code);
    await().until(() -> !twitch.requestsTo(TestTwitch.VALIDATE).isEmpty());

    var second = auth.completing(redirect, code);

    assertThat(value(second).outcome()).isEqualTo(Outcome.SIGNED_IN);
    assertThat(value(second)).isEqualTo(value(first));
  }

  @Test
  void opensOneSessionForTwoCodesOfASignIn() {
    var redirect = auth.begin();
    var first = twitch.consent(redirect.location());
    var second = twitch.consent(redirect.location());

    holdSignIns();
    var results = completedAtOnce(redirect, first, second);

    assertThat(results).extracting(LoginResult::outcome).containsOnly(Outcome.SIGNED_IN);
    assertThat(Set.copyOf(results)).hasSize(1);
  }

  @Test
  void failsAllSimultaneousCallbacksWithAWrongCode() {
    assertThat(completedAtOnce(auth.begin(), "guess", "guess")).containsOnly(ended(Outcome.FAILED));
  }

  @Test
  void refusesSimultaneousCallbacksOfAnotherBrowser() {
    var redirect = auth.begin();
    var stranger = new LoginRedirect(redirect.location(), RandomIds.next());
    var code = twitch.consent(redirect.location());

    var own = auth.completing(redirect, code);
    var foreign = auth.completing(stranger, code);

    assertThat(value(foreign)).isEqualTo(LoginResult.of(Outcome.FORGED));
    assertThat(value(own).outcome()).isEqualTo(Outcome.SIGNED_IN);
  }

  @Test
  void opensDifferentSessionsForTwoTabs() {
    var first = auth.begin();
    var second = auth.begin(new BeginLogin(first.browser(), "tfue", false, false, false));

    var results =
        Stream.of(first, second)
            .map(it -> auth.completing(it, twitch.consent(it.location())))
            .toList();

    assertThat(results.stream().map(it -> value(it).session()).toList())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(it -> assertThat(value(auth.find(it)).viewer().login()).isEqualTo("ninja"));
  }

  @Test
  void rejectsAReplayAfterTheSessionHasEnded() {
    var redirect = auth.begin();
    var code = twitch.consent(redirect.location());
    value(auth.end(auth.complete(redirect, code).session()));

    assertThat(auth.complete(redirect, code)).isEqualTo(ended(Outcome.REPLAYED));
  }

  @Test
  void refusesADeletedAccount() {
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity(null));

    assertThat(auth.signIn()).isEqualTo(ended(Outcome.FAILED));
  }

  @Test
  void keepsTheStateWhenTwitchRefusesTheCode() {
    var redirect = auth.begin();
    auth.complete(redirect, "guess");

    assertThat(auth.complete(redirect, twitch.consent(redirect.location())).outcome())
        .isEqualTo(Outcome.SIGNED_IN);
  }

  @Test
  void signsInAfterThousandsOfUnfinishedSignIns() {
    for (var n = 0; n < 10_050; n++) {
      auth.begin();
    }

    assertThat(auth.signIn().outcome()).isEqualTo(Outcome.SIGNED_IN);
  }

  /** Keeps the first callback pending until all have arrived, also on a busy machine. */
  private void holdSignIns() {
    twitch.delay(TestTwitch.VALIDATE, Duration.ofSeconds(3));
  }

  private List<LoginResult> completedAtOnce(LoginRedirect redirect, String... codes) {
    var results = Stream.of(codes).map(code -> auth.completing(redirect, code)).toList();
    return results.stream().map(Await::value).toList();
  }

  /** The end of a sign-in without a session. */
  private static LoginResult ended(Outcome outcome) {
    return new LoginResult(outcome, null, "tfue");
  }

  private String browserAfter(String loginCookie) {
    return auth.begin(new BeginLogin(loginCookie, "tfue", false, false, false)).browser();
  }

  private List<String> scopes(BeginLogin question) {
    return List.of(parameter(auth.begin(question), "scope").split(" "));
  }

  private LoginResult complete(String code, String state, String error, String browser) {
    return auth.complete(
        new CompleteLogin(code == null ? null : new Secret(code), state, error, browser));
  }
}

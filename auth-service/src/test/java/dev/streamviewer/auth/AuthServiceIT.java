package dev.streamviewer.auth;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.health.HealthStatus;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AuthServiceIT {
  private static final String CODE = "/token authorization_code";
  private static final String REFRESH = "/token refresh_token";
  private static final String APP = "/token client_credentials";

  private final TestClock clock = new TestClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vertx vertx;
  private ScriptedTwitch twitch;
  private ServiceContext service;
  private String deployment;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    Contracts.register(vertx.eventBus());
    twitch = value(ScriptedTwitch.start(vertx));
    twitch.answers(CODE, 200, tokens("a1", "r1"));
    twitch.answers(APP, 200, new JsonObject().put("access_token", "app1").put("expires_in", 5000));
    twitch.answers("/validate", 200, identity("ninja", "bits:read"));
    twitch.answers("/users", 200, profile());
    twitch.answers("/revoke", 200, new JsonObject());
    service = new ServiceContext(meters, HealthChecks.create(vertx), clock, "test", Cluster.NONE);
    deployment = value(vertx.deployVerticle(new AuthVerticle(config(), service)));
  }

  @Test
  void redirectsTheBrowserToTwitch() {
    var redirect = begin(null, false);

    var url = new QueryStringDecoder(redirect.location());
    assertThat(url.path()).isEqualTo("/authorize");
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
    assertThat(parameter(begin(null, true), "force_verify")).isEqualTo("true");
  }

  @Test
  void keepsAWellFormedLoginCookie() {
    var held = RandomIds.next();

    assertThat(begin(held, false).browser()).isEqualTo(held);
    assertThat(begin("guess", false).browser()).isNotEqualTo("guess");
  }

  @Test
  void signsInWithNameAndPicture() {
    var result = signIn();

    assertThat(result.outcome()).isEqualTo(Outcome.SIGNED_IN);
    assertThat(result.streamer()).isEqualTo("tfue");
    assertThat(value(find(result)).viewer())
        .isEqualTo(new Viewer("12", "ninja", "忍者", "https://pic", Set.of("bits:read")));
    assertThat(meters.counter("auth_logins", "outcome", "signed_in").count()).isEqualTo(1);
  }

  @Test
  void sendsCredentialsInTheFormThatTwitchExpects() {
    signIn();

    var exchange = twitch.calls(CODE).get(0);
    assertThat(exchange.authorization()).isNull();
    assertThat(exchange.form().get("client_id")).isEqualTo("client");
    assertThat(exchange.form().get("client_secret")).isEqualTo("hush");
    assertThat(exchange.form().get("code")).isEqualTo("code/+%");
    assertThat(exchange.form().get("redirect_uri"))
        .isEqualTo("http://localhost:8080/api/auth/callback");
    assertThat(twitch.calls("/validate").get(0).authorization()).isEqualTo("OAuth a1");
    assertThat(twitch.calls("/users").get(0).authorization()).isEqualTo("Bearer a1");
    assertThat(twitch.calls("/users").get(0).clientId()).isEqualTo("client");
  }

  @Test
  void signsInWithoutAPictureWhenHelixIsDown() {
    twitch.refuses("/users", 503, "later");

    var viewer = value(find(signIn())).viewer();

    assertThat(viewer.name()).isEqualTo("ninja");
    assertThat(viewer.avatar()).isEmpty();
  }

  @Test
  void reportsDeniedOnlyForAGenuineState() {
    var redirect = begin(null, false);
    var state = parameter(redirect, "state");

    assertThat(complete(null, "unknown", "access_denied", redirect.browser()))
        .isEqualTo(LoginResult.of(Outcome.FORGED));
    assertThat(complete(null, state, "access_denied", redirect.browser()))
        .isEqualTo(new LoginResult(Outcome.DENIED, null, "tfue"));
  }

  @Test
  void failsWhenTwitchRefusesTheCode() {
    twitch.refuses(CODE, 400, "Invalid authorization code");

    assertThat(signIn()).isEqualTo(LoginResult.of(Outcome.FAILED));
  }

  @Test
  void failsWhenTwitchRefusesItsOwnToken() {
    twitch.refuses("/validate", 401, "invalid access token");

    assertThat(signIn()).isEqualTo(LoginResult.of(Outcome.FAILED));
  }

  @Test
  void failsOnUnknownErrorsAndMissingCodes() {
    var first = begin(null, false);
    var second = begin(null, false);

    assertThat(complete(null, parameter(first, "state"), "redirect_mismatch", first.browser()))
        .isEqualTo(LoginResult.of(Outcome.FAILED));
    assertThat(complete("", parameter(second, "state"), null, second.browser()))
        .isEqualTo(LoginResult.of(Outcome.FAILED));
  }

  @Test
  void reportsUnavailableWhenTwitchIsDown() {
    twitch.refuses(CODE, 503, "later");

    assertThat(signIn()).isEqualTo(LoginResult.of(Outcome.UNAVAILABLE));
  }

  @Test
  void exchangesTheCodeOfAReplayedCallbackOnce() {
    var redirect = begin(null, false);
    var state = parameter(redirect, "state");
    complete("code", state, null, redirect.browser());

    var again = complete("code", state, null, redirect.browser());

    assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
    assertThat(twitch.calls(CODE)).hasSize(1);
  }

  @Test
  void keepsTheStateWhenTwitchRefusesTheCode() {
    var redirect = begin(null, false);
    var state = parameter(redirect, "state");
    twitch.refuses(CODE, 400, "Invalid authorization code");
    complete("guess", state, null, redirect.browser());
    twitch.answers(CODE, 200, tokens("a1", "r1"));

    assertThat(complete("code", state, null, redirect.browser()).outcome())
        .isEqualTo(Outcome.SIGNED_IN);
  }

  @Test
  void signsInAfterThousandsOfUnfinishedSignIns() {
    for (var n = 0; n < 10_050; n++) {
      begin(null, false);
    }

    assertThat(signIn().outcome()).isEqualTo(Outcome.SIGNED_IN);
  }

  @Test
  void rejectsAnUnknownCookie() {
    assertThat(reason(find(new Secret("guess")))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(find(new Secret(null)))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void doesNotValidateASessionThatIsNotDue() {
    var result = signIn();
    clock.advance(Duration.ofMinutes(30));

    value(find(result));

    assertThat(twitch.calls("/validate")).hasSize(1);
  }

  @Test
  void updatesLoginAndScopesAfterAValidation() {
    var result = signIn();
    clock.advance(Duration.ofMinutes(70));
    twitch.answers("/validate", 200, identity("ninja_again"));

    var viewer = value(find(result)).viewer();

    assertThat(viewer.login()).isEqualTo("ninja_again");
    assertThat(viewer.scopes()).isEmpty();
  }

  @Test
  void renewsARejectedTokenAndStoresTheNewRefreshToken() {
    var result = signIn();
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.answers(REFRESH, 200, tokens("a2", "r/2+%"));
    clock.advance(Duration.ofMinutes(70));
    value(find(result));
    clock.advance(Duration.ofMinutes(70));
    value(find(result));

    assertThat(twitch.calls(REFRESH))
        .extracting(call -> call.form().get("refresh_token"))
        .containsExactly("r1", "r/2+%");
    assertThat(twitch.calls("/validate"))
        .extracting(ScriptedTwitch.Call::authorization)
        .containsExactly("OAuth a1", "OAuth a1", "OAuth a2");
  }

  @Test
  void appliesTheScopesOfARenewedTokenAtOnce() {
    var result = signIn();
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.answers(REFRESH, 200, tokens("a2", "r2"));
    clock.advance(Duration.ofMinutes(70));
    assertThat(value(find(result)).viewer().scopes()).containsExactly("bits:read");

    twitch.answers(REFRESH, 200, tokens("a3", "r3").put("scope", new JsonArray()));
    clock.advance(Duration.ofMinutes(70));

    assertThat(value(find(result)).viewer().scopes()).isEmpty();
  }

  @Test
  void renewsOnceForConcurrentRequests() {
    var result = signIn();
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.answers(REFRESH, 200, tokens("a2", "r2"));
    clock.advance(Duration.ofMinutes(70));

    value(Future.all(Stream.generate(() -> find(result)).limit(20).toList()));

    assertThat(twitch.calls(REFRESH)).hasSize(1);
  }

  @Test
  void endsTheSessionWhenTwitchRefusesTheRefreshToken() {
    var result = signIn();
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.refuses(REFRESH, 400, "Invalid refresh token");
    clock.advance(Duration.ofMinutes(70));

    assertThat(reason(find(result))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(meters.counter("auth_sessions_ended", "reason", "consent").count()).isEqualTo(1);
  }

  @Test
  void keepsTheSessionWhileTwitchIsDown() {
    var result = signIn();
    twitch.refuses("/validate", 503, "later");
    clock.advance(Duration.ofMinutes(70));
    value(find(result));
    clock.advance(Duration.ofMinutes(1));
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.refuses(REFRESH, 503, "later");

    assertThat(value(find(result)).viewer().login()).isEqualTo("ninja");
    assertThat(twitch.calls(REFRESH)).hasSize(1);
  }

  @Test
  void keepsTheSessionWhenTwitchRefusesOurSecret() {
    var result = signIn();
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.refuses(REFRESH, 403, "invalid client secret");
    clock.advance(Duration.ofMinutes(70));

    assertThat(value(find(result)).viewer().login()).isEqualTo("ninja");
  }

  @Test
  void pausesValidationsAfterAnOutageOfTwitch() {
    var result = signIn();
    twitch.refuses("/validate", 503, "later");
    clock.advance(Duration.ofMinutes(70));

    value(Future.all(Stream.generate(() -> find(result)).limit(20).toList()));

    assertThat(twitch.calls("/validate")).hasSize(2);
  }

  @Test
  void validatesExistingSessionsAtTheStart() {
    signIn();
    clock.advance(Duration.ofMinutes(5));

    var anotherProcess =
        new ServiceContext(
            new SimpleMeterRegistry(), HealthChecks.create(vertx), clock, "", Cluster.NONE);
    value(vertx.deployVerticle(new AuthVerticle(config(), anotherProcess)));

    await().untilAsserted(() -> assertThat(twitch.calls("/validate")).hasSize(2));
  }

  @Test
  void revokesBothTokensOnSignOut() {
    var result = signIn();

    assertThat(value(end(result.session()))).isEqualTo(new Done());

    assertThat(reason(find(result))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(twitch.calls("/revoke"))
        .extracting(call -> call.form().get("token"))
        .containsExactlyInAnyOrder("a1", "r1");
  }

  @Test
  void signsOutWithoutAResponseFromTwitch() {
    var result = signIn();
    twitch.neverAnswers("/revoke");

    assertThat(value(end(result.session()))).isEqualTo(new Done());
    assertThat(reason(find(result))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void signsOutWithoutASession() {
    assertThat(value(end(RandomIds.next()))).isEqualTo(new Done());
    assertThat(value(end(new Secret(null)))).isEqualTo(new Done());
    assertThat(twitch.calls("/revoke")).isEmpty();
  }

  @Test
  void fetchesOneAppTokenForConcurrentRequests() {
    value(Future.all(Stream.generate(() -> appToken(null)).limit(20).toList()));

    assertThat(value(appToken(null)).token()).isEqualTo(new Secret("app1"));
    assertThat(twitch.calls(APP)).hasSize(1);
  }

  @Test
  void renewsARejectedAppToken() {
    var rejected = value(appToken(null)).token();
    twitch.answers(APP, 200, new JsonObject().put("access_token", "app2"));

    assertThat(value(appToken(rejected)).token()).isEqualTo(new Secret("app2"));
    assertThat(value(appToken(rejected)).token()).isEqualTo(new Secret("app2"));
    assertThat(twitch.calls(APP)).hasSize(2);
  }

  @Test
  void renewsAnAppTokenBeforeItExpires() {
    value(appToken(null));
    twitch.answers(APP, 200, new JsonObject().put("access_token", "app2"));
    clock.advance(Duration.ofSeconds(4600));

    assertThat(value(appToken(null)).token()).isEqualTo(new Secret("app2"));
  }

  @Test
  void usesAnAppTokenUntilItExpiresIfRenewalFails() {
    value(appToken(null));
    twitch.refuses(APP, 503, "later");
    clock.advance(Duration.ofSeconds(4600));

    assertThat(value(appToken(null)).token()).isEqualTo(new Secret("app1"));
  }

  @Test
  void staysReadyAndNamesTheVariablesOfRefusedCredentials() {
    var rejected = value(appToken(null)).token();
    twitch.refuses(APP, 403, "invalid client secret");

    var failure = failure(appToken(rejected), BusFailure.class);

    assertThat(failure.reason()).isEqualTo(Reason.UPSTREAM);
    assertThat(failure)
        .as("for viewers")
        .hasMessage(
            "Twitch does not accept requests from this site at the moment. Please try again"
                + " later.");
    assertThat(ready()).isTrue();
    assertThat(appTokenCheck())
        .as("for the operator")
        .isEqualTo(
            HealthStatus.DEGRADED
                .because(
                    "Twitch refuses this application's credentials (invalid client secret)."
                        + " Check TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET.")
                .getData());
  }

  @Test
  void isNotReadyBeforeTheFirstAppToken() {
    value(vertx.undeploy(deployment));
    twitch.refuses(APP, 403, "invalid client secret");
    deployment = value(vertx.deployVerticle(new AuthVerticle(config(), service)));
    await().untilAsserted(() -> assertThat(appTokenCheck().encode()).contains("invalid client"));
    assertThat(ready()).isFalse();

    twitch.answers(APP, 200, new JsonObject().put("access_token", "app2"));
    clock.advance(Duration.ofSeconds(3));

    await().untilAsserted(() -> assertThat(ready()).isTrue());
  }

  @Test
  void staysReadyAndPausesRequestsWhileTwitchIsDown() {
    var rejected = value(appToken(null)).token();
    twitch.refuses(APP, 503, "later");

    assertThat(reason(appToken(rejected))).isEqualTo(Reason.UPSTREAM);
    assertThat(reason(appToken(null))).isEqualTo(Reason.UPSTREAM);

    assertThat(ready()).isTrue();
    assertThat(twitch.calls(APP)).hasSize(2);
  }

  @Test
  void retriesTheAppTokenAfterAPause() {
    var rejected = value(appToken(null)).token();
    twitch.refuses(APP, 403, "invalid client secret");
    reason(appToken(rejected));
    twitch.answers(APP, 200, new JsonObject().put("access_token", "app2"));

    clock.advance(Duration.ofSeconds(3));

    assertThat(value(appToken(null)).token()).isEqualTo(new Secret("app2"));
    assertThat(ready()).isTrue();
  }

  @Test
  void requestsTheOwnChannelScopesOnRequest() {
    var question = new BeginLogin(null, "tfue", false, true, false);

    var redirect = value(Contracts.BEGIN_LOGIN.ask(vertx.eventBus(), question));

    assertThat(parameter(redirect, "scope").split(" "))
        .containsExactlyInAnyOrder(
            "bits:read",
            "channel:read:ads",
            "channel:read:goals",
            "channel:read:hype_train",
            "channel:read:polls",
            "channel:read:predictions",
            "channel:read:redemptions",
            "channel:read:subscriptions",
            "moderator:read:followers",
            "moderator:read:shoutouts");
  }

  private LoginRedirect begin(String browser, boolean switchAccount) {
    var question = new BeginLogin(browser, "tfue", switchAccount, false, false);
    return value(Contracts.BEGIN_LOGIN.ask(vertx.eventBus(), question));
  }

  private LoginResult complete(String code, String state, String error, String browser) {
    var answer = new CompleteLogin(code == null ? null : new Secret(code), state, error, browser);
    return value(Contracts.COMPLETE_LOGIN.ask(vertx.eventBus(), answer));
  }

  private LoginResult signIn() {
    var redirect = begin(null, false);
    return complete("code/+%", parameter(redirect, "state"), null, redirect.browser());
  }

  private Future<Session> find(LoginResult result) {
    return find(result.session());
  }

  private Future<Session> find(Secret cookie) {
    return Contracts.FIND_SESSION.ask(vertx.eventBus(), new FindSession(cookie));
  }

  private Future<Done> end(String cookie) {
    return end(new Secret(cookie));
  }

  private Future<Done> end(Secret cookie) {
    return Contracts.END_SESSION.ask(vertx.eventBus(), new EndSession(cookie));
  }

  private Future<AppToken> appToken(Secret rejected) {
    return Contracts.APP_TOKEN.ask(vertx.eventBus(), new AppTokenRequest(rejected));
  }

  private boolean ready() {
    return value(service.readiness().checkStatus()).getUp();
  }

  private JsonObject appTokenCheck() {
    return value(service.readiness().checkStatus("app-token")).getData();
  }

  private AuthConfig config() {
    return new AuthConfig(
        "client",
        new Secret("hush"),
        twitch.url(),
        twitch.url(),
        URI.create("http://localhost:8080"));
  }

  private static Reason reason(Future<?> future) {
    return failure(future, BusFailure.class).reason();
  }

  private static String parameter(LoginRedirect redirect, String name) {
    return new QueryStringDecoder(redirect.location()).parameters().get(name).get(0);
  }

  private static JsonObject tokens(String access, String refresh) {
    return new JsonObject()
        .put("access_token", access)
        .put("refresh_token", refresh)
        .put("expires_in", 14_124)
        .put("scope", JsonArray.of("bits:read"))
        .put("token_type", "bearer");
  }

  private static JsonObject identity(String login, String... scopes) {
    return new JsonObject()
        .put("client_id", "client")
        .put("user_id", "12")
        .put("login", login)
        .put("scopes", JsonArray.of((Object[]) scopes))
        .put("expires_in", 14_000);
  }

  private static JsonObject profile() {
    return new JsonObject()
        .put(
            "data",
            JsonArray.of(
                new JsonObject()
                    .put("id", "12")
                    .put("display_name", "忍者")
                    .put("profile_image_url", "https://pic")));
  }
}

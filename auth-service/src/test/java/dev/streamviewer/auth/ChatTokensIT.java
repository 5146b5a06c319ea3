package dev.streamviewer.auth;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.Session;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The consent to read chat, seen from other services. */
@ExtendWith(VertxExtension.class)
class ChatTokensIT {
  private static final String CODE = "/token authorization_code";
  private static final String REFRESH = "/token refresh_token";

  private final TestClock clock = new TestClock();
  private Vertx vertx;
  private ScriptedTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    Contracts.register(vertx.eventBus());
    twitch = value(ScriptedTwitch.start(vertx));
    twitch.answers(CODE, 200, tokens("a1", "r1"));
    twitch.answers("/token client_credentials", 200, tokens("app", "none"));
    twitch.answers("/revoke", 200, new JsonObject());
    twitch.answers("/users", 200, new JsonObject());
    consents("user:read:chat");
    var host =
        new ServiceContext(
            new SimpleMeterRegistry(), HealthChecks.create(vertx), clock, "test", Cluster.NONE);
    var config =
        new AuthConfig(
            "client",
            new Secret("hush"),
            twitch.url(),
            twitch.url(),
            URI.create("http://localhost:8080"));
    value(vertx.deployVerticle(new AuthVerticle(config, host)));
  }

  @Test
  void asksToReadChatOnlyWhenWantedAndBesideWhatElseIsWanted() {
    assertThat(scopes(new BeginLogin(null, null, false, false, false))).containsExactly("");
    assertThat(scopes(new BeginLogin(null, null, false, false, true)))
        .containsExactly("user:read:chat");
    assertThat(scopes(new BeginLogin(null, null, false, true, true)))
        .contains("user:read:chat", "bits:read", "moderator:read:followers");
  }

  @Test
  void lendsTheTokenOfWhoConsented() {
    assertThat(value(lend(session().lender(), null)))
        .isEqualTo(new ChatToken("client", new Secret("12"), new Secret("a1")));
  }

  @Test
  void namesNobodyToLendWhereNobodyConsented() {
    consents("bits:read");

    assertThat(session().lender()).isNull();
  }

  @Test
  void theLenderIsNoCookie() {
    var lender = session().lender();

    assertThat(reason(Contracts.FIND_SESSION.ask(vertx.eventBus(), new FindSession(lender))))
        .isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void renewsATokenThatTwitchRejected() {
    var lender = session().lender();
    clock.advance(Duration.ofMinutes(5));
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.answers(REFRESH, 200, tokens("a2", "r2"));

    assertThat(value(lend(lender, "a1")).token()).isEqualTo(new Secret("a2"));
    assertThat(value(lend(lender, null)).token()).isEqualTo(new Secret("a2"));
    assertThat(twitch.calls(REFRESH)).hasSize(1);
  }

  @Test
  void renewsATokenBeforeItEnds() {
    var lender = session().lender();
    clock.advance(Duration.ofHours(4));
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.answers(REFRESH, 200, tokens("a2", "r2"));

    assertThat(value(lend(lender, null)).token()).isEqualTo(new Secret("a2"));
  }

  @Test
  void lendsNothingOnceTwitchKnowsOfNoConsent() {
    var lender = session().lender();
    clock.advance(Duration.ofMinutes(5));
    twitch.refuses("/validate", 401, "invalid access token");
    twitch.refuses(REFRESH, 400, "Invalid refresh token");

    assertThat(reason(lend(lender, "a1"))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void doesNotTakeAnOutageForAWithdrawnConsent() {
    var lender = session().lender();
    clock.advance(Duration.ofMinutes(5));
    twitch.refuses("/validate", 503, "later");

    assertThat(reason(lend(lender, "a1"))).isEqualTo(Reason.UPSTREAM);
  }

  @Test
  void doesNotLendWhatTwitchRejectsAndStillCallsGood() {
    var lender = session().lender();
    clock.advance(Duration.ofMinutes(5));

    assertThat(reason(lend(lender, "a1"))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void tellsAtOnceWhenALenderSignsOut() {
    List<ChatConsentRevoked> gone = new CopyOnWriteArrayList<>();
    value(Contracts.CHAT_TOKEN_OWNER_GONE.subscribe(vertx.eventBus(), gone::add).completion());
    var cookie = signIn();
    var lender = value(find(cookie)).lender();

    value(Contracts.END_SESSION.ask(vertx.eventBus(), new EndSession(cookie)));

    await().untilAsserted(() -> assertThat(gone).containsExactly(new ChatConsentRevoked(lender)));
    assertThat(reason(lend(lender, null))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  private void consents(String scope) {
    twitch.answers(
        "/validate",
        200,
        new JsonObject()
            .put("client_id", "client")
            .put("user_id", "12")
            .put("login", "ninja")
            .put("scopes", JsonArray.of(scope)));
  }

  private Session session() {
    return value(find(signIn()));
  }

  private Secret signIn() {
    var redirect = begin(new BeginLogin(null, null, false, false, true));
    var answer =
        new CompleteLogin(
            new Secret("code"), parameter(redirect, "state"), null, redirect.browser());
    return value(Contracts.COMPLETE_LOGIN.ask(vertx.eventBus(), answer)).session();
  }

  private LoginRedirect begin(BeginLogin question) {
    return value(Contracts.BEGIN_LOGIN.ask(vertx.eventBus(), question));
  }

  private List<String> scopes(BeginLogin question) {
    return List.of(parameter(begin(question), "scope").split(" "));
  }

  private Future<Session> find(Secret cookie) {
    return Contracts.FIND_SESSION.ask(vertx.eventBus(), new FindSession(cookie));
  }

  private Future<ChatToken> lend(Secret lender, String rejected) {
    return Contracts.CHAT_TOKEN.ask(
        vertx.eventBus(), new GetChatToken(lender, rejected == null ? null : new Secret(rejected)));
  }

  private static Reason reason(Future<?> future) {
    return failure(future, BusFailure.class).reason();
  }

  private static String parameter(LoginRedirect redirect, String name) {
    return new QueryStringDecoder(redirect.location())
        .parameters()
        .getOrDefault(name, List.of(""))
        .get(0);
  }

  private static JsonObject tokens(String access, String refresh) {
    return new JsonObject()
        .put("access_token", access)
        .put("refresh_token", refresh)
        .put("expires_in", 14_124)
        .put("token_type", "bearer");
  }
}

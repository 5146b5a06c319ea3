package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.SESSION;
import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class AuthRoutesIT {
  private static final Map<String, String> HTTPS = Map.of("PUBLIC_URL", "https://example.org");
  private static final URI TWITCH = URI.create("https://id.twitch.test/authorize?state=s");

  private final Queue<BeginLogin> begun = new ConcurrentLinkedQueue<>();
  private final Queue<CompleteLogin> completed = new ConcurrentLinkedQueue<>();
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();

  private TestGateway start(Vertx vertx, Map<String, String> variables, LoginResult result) {
    var gateway = TestGateway.start(vertx, variables);
    Contracts.BEGIN_LOGIN.serve(
        gateway.bus,
        question -> {
          begun.add(question);
          return Future.succeededFuture(new LoginRedirect(TWITCH, "browser-id"));
        });
    Contracts.COMPLETE_LOGIN.serve(
        gateway.bus,
        question -> {
          completed.add(question);
          return Future.succeededFuture(result);
        });
    Contracts.END_SESSION.serve(
        gateway.bus,
        question -> {
          ended.add(question.session().value());
          return Future.succeededFuture(new Done());
        });
    return gateway;
  }

  private TestGateway start(Vertx vertx, LoginResult result) {
    return start(vertx, Map.of(), result);
  }

  private static LoginResult signedIn(String streamer) {
    return new LoginResult(Outcome.SIGNED_IN, new Secret("new-session"), streamer);
  }

  @Test
  void redirectsToTwitchWithALoginCookie(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response = gateway.get("/api/auth/login?streamer=Tfue&switch=true");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response)).isEqualTo(TWITCH.toString());
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(cookies(response))
        .singleElement()
        .asString()
        .startsWith("login=browser-id;")
        .contains("Max-Age=900", "Path=/;", "HTTPOnly", "SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(begun).containsExactly(new BeginLogin(null, "tfue", true, false, false));
  }

  @Test
  void requestsFurtherConsentOnlyOnDemand(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    gateway.get("/api/auth/login?streamer=ada&own=true");
    gateway.get("/api/auth/login?streamer=tfue&chat=true");
    gateway.get("/api/auth/login?own=true&groups=support,play");
    gateway.get("/api/auth/login?chat=true&follows=true");

    assertThat(begun)
        .containsExactly(
            new BeginLogin(null, "ada", false, true, false),
            new BeginLogin(null, "tfue", false, false, true),
            new BeginLogin(null, null, false, true, false, List.of("support", "play"), false),
            new BeginLogin(null, null, false, false, true, List.of(), true));
  }

  @Test
  void keepsTheSessionAfterADeniedConsent(Vertx vertx) {
    var gateway = start(vertx, new LoginResult(Outcome.DENIED, null, "ada")).signedIn();

    var response = send(gateway.asAda("/api/auth/callback?error=access_denied&state=s"));

    assertThat(location(response)).isEqualTo("/#/home?streamer=ada&consent=denied");
    assertThat(cookies(response)).noneMatch(it -> it.startsWith("session="));
    assertThat(ended).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, tfue, /#/home?streamer=tfue",
    "REPLAYED, tfue, /#/home?streamer=tfue",
    "REPLAYED, , /#/home",
    "FORGED, , /#/home",
    "DENIED, , /#/home?consent=denied",
    "FAILED, tfue, /#/home?streamer=tfue&error=failed",
    "UNAVAILABLE, , /#/home?error=unavailable",
  })
  void opensThePageWithAGoodSession(Outcome outcome, String streamer, String page, Vertx vertx) {
    var gateway = start(vertx, new LoginResult(outcome, null, streamer)).signedIn();

    var response = send(gateway.asAda("/api/auth/callback?code=c&state=s"));

    assertThat(location(response)).isEqualTo(page);
    assertThat(cookies(response)).noneMatch(it -> it.startsWith("session="));
    assertThat(ended).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SIGNED_IN")
  void reportsTheFailureWithAnEndedSession(Outcome outcome, Vertx vertx) {
    var gateway = start(vertx, new LoginResult(outcome, null, "tfue")).signedIn();

    var response =
        send(gateway.request("/api/auth/callback?state=s").header("Cookie", "session=stale"));

    assertThat(location(response)).isEqualTo("/#/login?error=" + outcome.name().toLowerCase());
    assertThat(cookies(response)).noneMatch(it -> it.startsWith("session="));
  }

  @Test
  void opensThePageAfterAMalformedCallbackWithASession(Vertx vertx) {
    var gateway = start(vertx, signedIn(null)).signedIn();

    var response = send(gateway.asAda("/api/auth/callback?state=a&state=b"));

    assertThat(location(response)).isEqualTo("/#/home");
    assertThat(completed).isEmpty();
  }

  @Test
  void keepsTheSessionOfTheSameCallback(Vertx vertx) {
    var gateway = start(vertx, signedIn("tfue"));

    var response =
        send(
            gateway
                .request("/api/auth/callback?code=c&state=s")
                .header("Cookie", "session=new-session"));

    assertThat(location(response)).isEqualTo("/#/home?streamer=tfue");
    assertThat(cookies(response)).anyMatch(it -> it.startsWith("session=new-session;"));
    assertThat(ended).isEmpty();
  }

  @Test
  void marksTheLoginCookieOfASecondSignIn(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    assertThat(loginCookieAfter(gateway, "login=browser-id")).startsWith("login=browser-id~;");
    assertThat(loginCookieAfter(gateway, "login=browser-id~")).startsWith("login=browser-id~;");
    assertThat(loginCookieAfter(gateway, "login=another~")).startsWith("login=browser-id;");
    assertThat(begun).extracting(BeginLogin::browser).contains("browser-id", "another");
    assertThat(begun).extracting(BeginLogin::browser).noneMatch(it -> it.contains("~"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsALoginCookieOfSeveralSignIns(Outcome outcome, Vertx vertx) {
    var result = outcome == Outcome.SIGNED_IN ? signedIn(null) : LoginResult.of(outcome);
    var gateway = start(vertx, result);

    var response =
        send(gateway.request("/api/auth/callback?state=s").header("Cookie", "login=held~"));

    assertThat(cookies(response)).noneMatch(it -> it.startsWith("login="));
    assertThat(completed).singleElement().extracting(CompleteLogin::browser).isEqualTo("held");
  }

  @Test
  void reusesTheLoginCookieInASecondTab(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    send(gateway.request("/api/auth/login").header("Cookie", "login=held"));

    assertThat(begun).containsExactly(new BeginLogin("held", null, false, false, false));
  }

  @Test
  void setsHostOnlyCookiesOverHttps(Vertx vertx) {
    var gateway = start(vertx, HTTPS, signedIn(null));

    var login = cookies(gateway.get("/api/auth/login"));
    var session = cookies(gateway.get("/api/auth/callback?code=c&state=s"));

    assertThat(login)
        .singleElement()
        .asString()
        .startsWith("__Host-login=browser-id;")
        .contains("Path=/;", "Secure", "HTTPOnly", "SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(session)
        .hasSize(3)
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("__Host-session=new-session;")
                    .contains("Path=/;", "Secure", "HTTPOnly", "SameSite=Lax")
                    .doesNotContain("Domain"))
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("__Host-signed-in=1;")
                    .contains("Path=/;", "Secure", "SameSite=Lax")
                    .doesNotContain("Domain", "HTTPOnly"))
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("__Host-login=;")
                    .contains("Max-Age=0", "Path=/;", "Secure"));
  }

  @Test
  void ignoresAPlantedLoginCookieOverHttps(Vertx vertx) {
    var gateway = start(vertx, HTTPS, signedIn(null));

    send(
        gateway
            .request("/api/auth/callback?code=c&state=s")
            .header("Cookie", "login=planted; __Secure-login=planted"));

    assertThat(completed).singleElement().extracting(CompleteLogin::browser).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "anything-new"})
  void beginsNoSignInForAnotherSite(String site, Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response =
        send(gateway.request("/api/auth/login?streamer=tfue").header("Sec-Fetch-Site", site));

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response)).isEqualTo("/#/login");
    assertThat(cookies(response)).isEmpty();
    assertThat(begun).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void beginsASignInForThePageAndTheAddressBar(String site, Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response = send(gateway.request("/api/auth/login").header("Sec-Fetch-Site", site));

    assertThat(location(response)).isEqualTo(TWITCH.toString());
  }

  @Test
  void keepsAPendingSignInAfterAForgedCallback(Vertx vertx) {
    var gateway = start(vertx, LoginResult.of(Outcome.FORGED));

    var response =
        send(gateway.request("/api/auth/callback?state=x").header("Cookie", "login=held"));

    assertThat(location(response)).isEqualTo("/#/login?error=forged");
    assertThat(cookies(response)).isEmpty();
  }

  @Test
  void keepsAPendingSignInWithoutTheAuthService(Vertx vertx) {
    var gateway = TestGateway.start(vertx);

    var response =
        send(gateway.request("/api/auth/callback?state=x").header("Cookie", "login=held"));

    assertThat(location(response)).isEqualTo("/#/login?error=unavailable");
    assertThat(cookies(response)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FORGED")
  void endsAPendingSignInAfterItsCallback(Outcome outcome, Vertx vertx) {
    var result = outcome == Outcome.SIGNED_IN ? signedIn(null) : LoginResult.of(outcome);
    var gateway = start(vertx, result);

    var response =
        send(gateway.request("/api/auth/callback?state=s").header("Cookie", "login=held"));

    assertThat(cookies(response))
        .anySatisfy(it -> assertThat(it).startsWith("login=;").contains("Max-Age=0"));
  }

  @Test
  void ignoresThePlainHttpCookieOverHttps(Vertx vertx) {
    var gateway = start(vertx, HTTPS, signedIn(null)).signedIn();

    assertProblem(send(gateway.asAda("/api/auth/me")), 401, "You are not signed in.");
    assertThat(
            send(gateway.request("/api/auth/me").header("Cookie", "__Host-session=" + SESSION))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void opensANewSessionAfterASignIn(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response =
        send(
            gateway
                .request("/api/auth/callback?code=a-code&state=a-state&scope=bits%3Aread")
                .header("Cookie", "login=browser-id; session=planted"));

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response)).isEqualTo("/#/home");
    assertThat(completed)
        .containsExactly(new CompleteLogin(new Secret("a-code"), "a-state", null, "browser-id"));
    assertThat(cookies(response))
        .hasSize(3)
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("signed-in=1;")
                    .contains("Max-Age=2592000", "Path=/;", "SameSite=Lax")
                    .doesNotContain("Secure", "HTTPOnly"))
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("session=new-session;")
                    .contains("Path=/;", "HTTPOnly", "SameSite=Lax")
                    .doesNotContain("Secure"))
        .anySatisfy(it -> assertThat(it).startsWith("login=;").contains("Max-Age=0", "Path=/;"));
    await().untilAsserted(() -> assertThat(ended).containsExactly("planted"));
  }

  @Test
  void continuesToTheStreamerAfterASignIn(Vertx vertx) {
    var gateway = start(vertx, signedIn("tfue"));

    assertThat(location(gateway.get("/api/auth/callback?code=c&state=s")))
        .isEqualTo("/#/home?streamer=tfue");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SIGNED_IN")
  void redirectsEveryFailureToTheLoginPage(Outcome outcome, Vertx vertx) {
    var gateway = start(vertx, LoginResult.of(outcome));

    var response = gateway.get("/api/auth/callback?error=access_denied&state=s");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(location(response)).isEqualTo("/#/login?error=" + outcome.name().toLowerCase());
    assertThat(cookies(response)).noneMatch(it -> it.startsWith("session="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code=%zz",
        "code=a&code=b&state=s",
        "state=a&state=b",
        "code=%",
        "error=a&error=a"
      })
  void treatsAMalformedCallbackAsForged(String query, Vertx vertx) throws IOException {
    var gateway = start(vertx, signedIn(null));

    var response =
        gateway.raw(
            "GET /api/auth/callback?"
                + query
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 302")
        .containsIgnoringCase("location: /#/login?error=forged\r\n");
    assertThat(completed).isEmpty();
  }

  @Test
  void forwardsLongAndEmptyCallbacks(Vertx vertx) {
    var gateway = start(vertx, LoginResult.of(Outcome.FORGED));

    assertThat(location(gateway.get("/api/auth/callback"))).endsWith("error=forged");
    assertThat(location(gateway.get("/api/auth/callback?state=" + "s".repeat(5000))))
        .endsWith("error=forged");
    assertThat(completed).hasSize(2);
  }

  @Test
  void redirectsBrowsersWithoutTheAuthService(Vertx vertx) {
    var gateway = TestGateway.start(vertx);

    assertThat(location(gateway.get("/api/auth/callback?code=c&state=s")))
        .isEqualTo("/#/login?error=unavailable");
    assertThat(location(send(gateway.request("/api/auth/login").header("Accept", "text/html,*/*"))))
        .isEqualTo("/#/login?error=unavailable");
    assertProblem(gateway.get("/api/auth/login"), 503, "The auth service is not running just now.");
    assertProblem(
        send(gateway.asAda("/api/auth/me")), 503, "The auth service is not running just now.");
  }

  @Test
  void returnsTheViewerOfTheSession(Vertx vertx) {
    var gateway = TestGateway.start(vertx).signedIn();

    var response = send(gateway.asAda("/api/auth/me"));

    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"id": "42", "login": "ada", "name": "Ada",
                 "avatar": "https://pictures.test/ada.png", "scopes": ["bits:read"]}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"session=stale", "session=", "other=x", "session", ";;=;"})
  void rejectsOtherCookies(String cookie, Vertx vertx) {
    var gateway = TestGateway.start(vertx).signedIn();

    var response = send(gateway.request("/api/auth/me").header("Cookie", cookie));

    assertProblem(response, 401, "");
  }

  @Test
  void endsTheSessionAtSignOut(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response = send(gateway.asAda("/api/auth/logout").POST(BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(ended).containsExactly(SESSION);
    assertThat(cookies(response))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it).contains("Max-Age=0", "Path=/;"))
        .anySatisfy(it -> assertThat(it).startsWith("session=;"))
        .anySatisfy(it -> assertThat(it).startsWith("signed-in=;"));
  }

  @Test
  void restoresAMissingMarker(Vertx vertx) {
    var gateway = TestGateway.start(vertx).signedIn();

    assertThat(cookies(send(gateway.asAda("/api/auth/me"))))
        .singleElement()
        .asString()
        .startsWith("signed-in=1;");
    assertThat(
            cookies(
                send(
                    gateway
                        .request("/api/auth/me")
                        .header("Cookie", "signed-in=1; session=" + SESSION))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"signed-in=1", "signed-in=1; session=stale"})
  void removesAMarkerWithoutASession(String held, Vertx vertx) {
    var gateway = TestGateway.start(vertx).signedIn();

    var response = send(gateway.request("/api/auth/me").header("Cookie", held));

    assertProblem(response, 401, "");
    assertThat(cookies(response))
        .singleElement()
        .asString()
        .startsWith("signed-in=;")
        .contains("Max-Age=0", "Path=/;");
  }

  @Test
  void keepsTheMarkerWithoutTheAuthService(Vertx vertx) {
    var gateway = TestGateway.start(vertx);

    var response =
        send(gateway.request("/api/auth/me").header("Cookie", "signed-in=1; session=" + SESSION));

    assertProblem(response, 503, "The auth service is not running just now.");
    assertThat(cookies(response)).isEmpty();
  }

  @Test
  void acceptsASignOutWithoutASession(Vertx vertx) {
    var gateway = start(vertx, signedIn(null));

    var response = send(gateway.request("/api/auth/logout").POST(BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(ended).isEmpty();
  }

  @Test
  void keepsTheCookieAfterAFailedSignOut(Vertx vertx) {
    var gateway = TestGateway.start(vertx);
    Contracts.END_SESSION.serve(
        gateway.bus,
        question -> Future.failedFuture(new BusFailure(Reason.BUSY, "The service is busy.")));

    var response = send(gateway.asAda("/api/auth/logout").POST(BodyPublishers.noBody()));

    assertProblem(response, 503, "The service is busy.");
    assertThat(cookies(response)).isEmpty();
  }

  private static String loginCookieAfter(TestGateway gateway, String held) {
    return cookies(send(gateway.request("/api/auth/login").header("Cookie", held))).get(0);
  }

  private static String location(HttpResponse<?> response) {
    return response.headers().firstValue("location").orElseThrow();
  }

  private static List<String> cookies(HttpResponse<?> response) {
    return response.headers().allValues("set-cookie");
  }
}

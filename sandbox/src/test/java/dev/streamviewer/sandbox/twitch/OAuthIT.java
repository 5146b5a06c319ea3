package dev.streamviewer.sandbox.twitch;

import static dev.streamviewer.sandbox.TestSandbox.CLIENT;
import static dev.streamviewer.sandbox.TestSandbox.REDIRECT;
import static dev.streamviewer.sandbox.TestSandbox.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.UrlParameters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void describesScopesAndEscapesStateOnTheConsentPage() {
    var page = sandbox.get(authorize("channel:read:polls+user:read:chat", "%3Cscript%3E"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("See the polls on your channel", "Read chat as you")
        .contains("Marlowe_Watches", "&lt;script&gt;")
        .doesNotContain("<script>");
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
  }

  @Test
  void offersNamesToTryOnTheConsentPage() {
    var page = sandbox.get(authorize("", "state")).body();

    assertThat(page)
        .contains("Streamer, live, follows 3 channels")
        .contains("Viewer, moderates Tfue and SaltwaterKeys, follows 4 channels")
        .contains("Viewer, follows no channels")
        .contains("Channels to watch afterwards: <b>tfue</b>", "<b>hubveteran</b> (offline)");
  }

  @Test
  void refusesAWrongClientWithoutARedirect() {
    var wrongClient = sandbox.get("/oauth2/authorize?client_id=other&redirect_uri=" + REDIRECT);
    var elsewhere =
        sandbox.get(
            "/oauth2/authorize?client_id=sandbox-client&response_type=code"
                + "&redirect_uri=http://localhost@evil.example/callback");

    assertThat(wrongClient.status()).isEqualTo(400);
    assertThat(wrongClient.json().getString("message")).isEqualTo("invalid client");
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.json().getString("message")).contains("redirect_uri does not match");
  }

  @Test
  void redirectsWithErrorAndStateAfterDenial() {
    var denied = sandbox.consent("marlowe_watches", "", "deny");

    assertThat(denied.status()).isEqualTo(302);
    assertThat(denied.location())
        .isEqualTo(
            REDIRECT
                + "?error=access_denied&error_description=The+user+denied+you+access&state=s-1");
  }

  @Test
  void exchangesACodeForTokens() {
    var tokens = sandbox.signIn("tfue", "channel:read:polls bits:read");

    assertThat(tokens.getJsonArray("scope"))
        .isEqualTo(new JsonArray().add("channel:read:polls").add("bits:read"));
    assertThat(tokens.getString("token_type")).isEqualTo("bearer");
    assertThat(tokens.getInteger("expires_in")).isBetween(14_000, 14_124);
    assertThat(tokens.getString("refresh_token")).hasSize(50);
  }

  @Test
  void acceptsACodeOnce() {
    var code = code();
    var exchange = exchange(code, REDIRECT);

    assertThat(sandbox.token(exchange).status()).isEqualTo(200);
    assertError(sandbox.token(exchange), 400, "Invalid authorization code");
  }

  @Test
  void bindsACodeToItsRedirectUri() {
    assertError(
        sandbox.token(exchange(code(), REDIRECT + "/other")),
        400,
        "Parameter redirect_uri does not match registered URI");
  }

  @Test
  void replacesTheRefreshToken() {
    var first = sandbox.signIn("tfue", "bits:read").getString("refresh_token");

    var second = refresh(first);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().getString("refresh_token")).isNotEqualTo(first);
    assertError(refresh(first), 400, "Invalid refresh token");
    assertThat(refresh(second.json().getString("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void ignoresCredentialsInHttpBasic() {
    var answer =
        sandbox.form(
            "/oauth2/token",
            Map.of("grant_type", "client_credentials"),
            "Authorization",
            "Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1jbGllbnQtc2VjcmV0");

    assertError(answer, 400, "invalid client");
  }

  @Test
  void refusesAWrongSecret() {
    var answer =
        sandbox.form(
            "/oauth2/token",
            Map.of(
                "client_id", CLIENT, "client_secret", SECRET + "x", "grant_type", "refresh_token"));

    assertError(answer, 403, "invalid client secret");
  }

  @Test
  void validatesTokensWithTheOAuthScheme() {
    var token = sandbox.signIn("tfue", "bits:read").getString("access_token");

    assertThat(validate("Bearer " + token).status()).isEqualTo(401);
    var owner = validate("OAuth " + token).json();
    assertThat(owner.getString("client_id")).isEqualTo(CLIENT);
    assertThat(owner.getString("login")).isEqualTo("tfue");
    assertThat(owner.getString("user_id")).isEqualTo("60978448");
    assertThat(owner.getJsonArray("scopes")).containsExactly("bits:read");
    assertThat(validate("OAuth " + sandbox.appToken()).json().containsKey("user_id")).isFalse();
  }

  @Test
  void revokesATokenOnce() {
    var token = sandbox.signIn("tfue", "").getString("access_token");
    var revoke = Map.of("client_id", CLIENT, "token", token);

    assertThat(sandbox.form("/oauth2/revoke", revoke).status()).isEqualTo(200);
    assertError(validate("OAuth " + token), 401, "invalid access token");
    assertError(sandbox.form("/oauth2/revoke", revoke), 400, "Invalid token");
  }

  @Test
  void refreshesExpiredUserTokens() {
    var tokens = sandbox.signIn("tfue", "");

    sandbox.post("/sandbox/tokens/expire", new JsonObject());

    assertThat(validate("OAuth " + tokens.getString("access_token")).status()).isEqualTo(401);
    assertThat(refresh(tokens.getString("refresh_token")).status()).isEqualTo(200);
  }

  @Test
  void remembersTheLastUserUnlessForcedToVerify() {
    var cookie = sandbox.consent("juniper_k", "", "authorize").header("Set-Cookie").split(";")[0];

    var again = sandbox.get(authorize("", "s"), "Cookie", cookie);
    var forced = sandbox.get(authorize("", "s") + "&force_verify=true", "Cookie", cookie);
    var more = sandbox.get(authorize("bits:read", "s"), "Cookie", cookie);

    assertThat(again.status()).isEqualTo(302);
    assertThat(UrlParameters.of(again.location())).containsKey("code");
    assertThat(forced.status()).isEqualTo(200);
    assertThat(more.status()).isEqualTo(200);
  }

  @Test
  void expiresUserTokens() {
    try (var brief =
        TestSandbox.start(
            o -> o.withTwitch(t -> t.withOAuth(t.oauth().withUserTokenLifetime(Duration.ZERO))))) {
      var token = brief.signIn("tfue", "").getString("access_token");

      assertThat(brief.get("/oauth2/validate", "Authorization", "OAuth " + token).status())
          .isEqualTo(401);
    }
  }

  private static String authorize(String scope, String state) {
    return "/oauth2/authorize?client_id=sandbox-client&response_type=code&redirect_uri=%s&scope=%s&state=%s"
        .formatted(REDIRECT, scope, state);
  }

  private String code() {
    return UrlParameters.of(sandbox.consent("tfue", "", "authorize").location()).get("code");
  }

  private static Map<String, String> exchange(String code, String redirectUri) {
    return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri);
  }

  private SandboxResponse refresh(String token) {
    return sandbox.token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private SandboxResponse validate(String authorization) {
    return sandbox.get("/oauth2/validate", "Authorization", authorization);
  }

  private static void assertError(SandboxResponse answer, int status, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json())
        .isEqualTo(new JsonObject().put("status", status).put("message", message));
  }
}

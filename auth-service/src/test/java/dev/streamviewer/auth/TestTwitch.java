package dev.streamviewer.auth;

import static dev.streamviewer.testing.Await.value;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.sandbox.twitch.oauth.OAuthOptions;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The sandbox's Twitch, with an application and the account of {@code ninja}. */
public final class TestTwitch {
  public static final String TOKEN = "/oauth2/token";
  public static final String VALIDATE = "/oauth2/validate";
  public static final String REVOKE = "/oauth2/revoke";
  public static final String USERS = "/helix/users";

  /** Longer than any test waits. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final String url;
  private final SandboxControl control;

  private TestTwitch(String url) {
    this.url = url;
    this.control = new SandboxControl(URI.create(url));
  }

  public static TestTwitch start(Vertx vertx) {
    var application = OAuthOptions.defaults().withClient("client", "hush");
    var options = SandboxOptions.forTests().withTwitch(twitch -> twitch.withOAuth(application));
    var twitch = new TestTwitch(value(Sandbox.start(vertx, options)).twitchUrl());
    twitch.control.addUser(
        new JsonObject().put("login", "ninja").put("id", "12").put("name", "忍者"));
    return twitch;
  }

  /** Returns the configuration of an auth service with the right secret. */
  public AuthConfig config() {
    return config("hush");
  }

  public AuthConfig config(String clientSecret) {
    return new AuthConfig(
        "client",
        new Secret(clientSecret),
        URI.create(url + "/oauth2"),
        URI.create(url + "/helix"),
        URI.create("http://localhost:8080"));
  }

  public String avatar() {
    return url + "/avatars/ninja.svg";
  }

  /** Consents as {@code ninja} on Twitch's page; returns the code of the redirect. */
  public String consent(URI page, String... scopes) {
    var query = new QueryStringDecoder(page).parameters();
    var form =
        Map.of(
            "client_id", query.get("client_id").get(0),
            "redirect_uri", query.get("redirect_uri").get(0),
            "response_type", "code",
            "scope", String.join(" ", scopes),
            "state", query.get("state").get(0),
            "user", "ninja",
            "decision", "authorize");
    var answer = HttpCalls.form(URI.create(url + "/oauth2/authorize"), form);
    var redirect = answer.headers().firstValue("Location").orElseThrow();
    return new QueryStringDecoder(redirect).parameters().get("code").get(0);
  }

  /** Returns the control of the sandbox. */
  public SandboxControl control() {
    return control;
  }

  /** Answers all requests of a path with a body, whether it is right or not. */
  public void answer(String path, JsonObject body) {
    control.addFault("twitch", "answer", new JsonObject().put("path", path).put("body", body));
  }

  public void refuse(String path, int status, String message) {
    control.addFault(
        "twitch",
        "status",
        new JsonObject().put("path", path).put("status", status).put("message", message));
  }

  /** Answers no request of a path. */
  public void silence(String path) {
    delay(path, SILENCE);
  }

  /** Answers the requests of a path late. */
  public void delay(String path, Duration duration) {
    control.addFault(
        "twitch", "slow", new JsonObject().put("path", path).put("ms", duration.toMillis()));
  }

  /** Returns the requests of a path, oldest first. */
  public List<JsonObject> requestsTo(String path) {
    return control.requests(path.startsWith("/oauth2") ? "oauth" : "helix").stream()
        .filter(request -> path.equals(request.getString("path")))
        .toList();
  }

  /** Returns the forms of the token requests with a grant type, oldest first. */
  public List<JsonObject> tokenForms(String grantType) {
    return requestsTo(TOKEN).stream()
        .map(request -> request.getJsonObject("form"))
        .filter(form -> grantType.equals(form.getString("grant_type")))
        .toList();
  }

  /** Returns the user tokens that were validated, oldest first. */
  public List<String> validatedTokens() {
    return requestsTo(VALIDATE).stream()
        .map(request -> request.getString("authorization").substring("OAuth ".length()))
        .toList();
  }

  /** Returns a response of the token endpoint. */
  public static JsonObject tokens(String access, String refresh) {
    return new JsonObject()
        .put("access_token", access)
        .put("refresh_token", refresh)
        .put("expires_in", 14_124)
        .put("scope", JsonArray.of("bits:read"))
        .put("token_type", "bearer");
  }

  /** Returns a response of the validation endpoint. */
  public static JsonObject identity(String login, String... scopes) {
    return new JsonObject()
        .put("client_id", "client")
        .put("user_id", "12")
        .put("login", login)
        .put("scopes", JsonArray.of((Object[]) scopes))
        .put("expires_in", 14_000);
  }
}

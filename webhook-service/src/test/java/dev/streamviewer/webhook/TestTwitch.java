package dev.streamviewer.webhook;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.sandbox.twitch.oauth.OAuthOptions;
import dev.streamviewer.testing.Await;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A sandbox in place of Twitch, with its accounts and tokens. */
public final class TestTwitch {
  private static final String REDIRECT = "http://localhost/callback";

  public final SandboxControl control;
  public final TwitchSubscriptions subscriptions;

  private final URI address;
  private final OAuthOptions client;
  private final Map<String, String> ids = new HashMap<>();
  private final AppToken appToken;

  private TestTwitch(Sandbox sandbox) {
    address = URI.create(sandbox.twitchUrl());
    client = sandbox.options().twitch().oauth();
    control = new SandboxControl(address);
    objects(control.state(), "streamers")
        .forEach(it -> ids.put(it.getString("login"), it.getString("id")));
    appToken = requestAppToken(sandbox.options().clock());
    subscriptions = new TwitchSubscriptions(this);
  }

  /** Starts a sandbox that ends with Vert.x. */
  public static TestTwitch start(Vertx vertx, Clock clock) {
    return start(vertx, SandboxOptions.forTests().withClock(clock));
  }

  /** Starts a sandbox that ends with Vert.x. */
  public static TestTwitch start(Vertx vertx, SandboxOptions options) {
    return new TestTwitch(Await.value(Sandbox.start(vertx, options)));
  }

  public URI helix() {
    return address.resolve("/helix");
  }

  public URI webSocket() {
    return URI.create("ws://" + address.getAuthority() + "/eventsub/ws");
  }

  public AppToken appToken() {
    return appToken;
  }

  /** Returns the id of an account, which is created if necessary. */
  public String id(String login) {
    return ids.computeIfAbsent(
        login, it -> order("POST", "users", new JsonObject().put("login", it)).getString("id"));
  }

  /** Gives a user's consent to scopes, and returns a token with these scopes. */
  public ChatToken signIn(String login, String... scopes) {
    var userId = id(login);
    var consent =
        Map.of(
            "client_id",
            client.clientId(),
            "redirect_uri",
            REDIRECT,
            "response_type",
            "code",
            "scope",
            String.join(" ", scopes),
            "state",
            "any",
            "user",
            login,
            "decision",
            "authorize");
    var location =
        HttpCalls.form(address.resolve("/oauth2/authorize"), consent)
            .headers()
            .firstValue("Location");
    var code = location.orElseThrow().replaceAll(".*[?&]code=([^&]+).*", "$1");
    var answer =
        token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT));
    return new ChatToken(client.clientId(), new Secret(userId), accessToken(answer));
  }

  /** Calls Helix with the app access token; returns the answer to a call that must succeed. */
  public JsonObject call(String method, String path, JsonObject body) {
    return answer(
        HttpCalls.send(
            HttpRequest.newBuilder(URI.create(helix() + path))
                .header("Authorization", "Bearer " + appToken.token().value())
                .header("Client-Id", client.clientId())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode()))));
  }

  /** Sends an order to the sandbox that must succeed; returns the answer. */
  public JsonObject order(String method, String path, JsonObject body) {
    return answer(HttpCalls.json(method, address.resolve("/sandbox/" + path), body));
  }

  /** Answers every Helix call with a proxy's error until the faults are cleared. */
  public void goDown() {
    control.addFault("helix", "status", new JsonObject().put("status", 503).put("text", "<html>"));
  }

  /** Answers no Helix call until the faults are cleared. */
  public void goSilent() {
    control.addFault("helix", "slow", new JsonObject().put("ms", 600_000));
  }

  /** Counts the Helix calls to a path since the last reset. */
  public int calls(String method, String path) {
    return (int)
        control.requests("helix").stream()
            .filter(it -> method.equals(it.getString("method")))
            .filter(it -> it.getString("path").equals("/helix" + path))
            .count();
  }

  public static Stream<JsonObject> objects(JsonObject json, String field) {
    return json.getJsonArray(field).stream().map(JsonObject.class::cast);
  }

  private AppToken requestAppToken(Clock clock) {
    var answer = token(Map.of("grant_type", "client_credentials"));
    var expiresAt = clock.instant().plusSeconds(answer.getLong("expires_in"));
    return new AppToken(client.clientId(), accessToken(answer), expiresAt);
  }

  private JsonObject token(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("client_id", client.clientId());
    all.put("client_secret", client.clientSecret());
    return answer(HttpCalls.form(address.resolve("/oauth2/token"), all));
  }

  private static JsonObject answer(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          "%s answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
    }
    return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
  }

  private static Secret accessToken(JsonObject answer) {
    return new Secret(answer.getString("access_token"));
  }
}

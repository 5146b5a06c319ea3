package dev.streamviewer.sandbox;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A sandbox on free ports, with a blocking client that follows no redirects. */
public final class TestSandbox implements AutoCloseable {
  public static final String CLIENT = "sandbox-client";
  public static final String SECRET = "sandbox-client-secret";
  public static final String REDIRECT = "http://localhost:4711/callback";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx;
  private final Sandbox sandbox;

  private TestSandbox(Vertx vertx, Sandbox sandbox) {
    this.vertx = vertx;
    this.sandbox = sandbox;
  }

  public static TestSandbox start() {
    return start(options -> options);
  }

  public static TestSandbox start(UnaryOperator<SandboxOptions> change) {
    var vertx = Vertx.vertx();
    try {
      var options = change.apply(SandboxOptions.forTests());
      return new TestSandbox(vertx, Sandbox.start(vertx, options).await(60, TimeUnit.SECONDS));
    } catch (TimeoutException late) {
      throw new AssertionError("The sandbox did not start in time", late);
    }
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Vertx vertx() {
    return vertx;
  }

  /**
   * Opens a WebSocket whose handlers are set. Runs on the event loop, where the handlers are in
   * place before the first frame; otherwise an immediate refusal would close the socket before the
   * handlers are set.
   */
  public WebSocket connect(ClientWebSocket opening, WebSocketConnectOptions to) {
    var opened = Promise.<WebSocket>promise();
    vertx.runOnContext(go -> opening.connect(to).onComplete(opened));
    return opened.future().await();
  }

  public SandboxResponse get(String path, String... headers) {
    return send("GET", sandbox.twitchUrl() + path, BodyPublishers.noBody(), headers);
  }

  public SandboxResponse delete(String path, String... headers) {
    return send("DELETE", sandbox.twitchUrl() + path, BodyPublishers.noBody(), headers);
  }

  public SandboxResponse post(String path, JsonObject body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return send("POST", sandbox.twitchUrl() + path, BodyPublishers.ofString(body.encode()), all);
  }

  public SandboxResponse form(String path, Map<String, String> fields, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    return send("POST", sandbox.twitchUrl() + path, BodyPublishers.ofString(encode(fields)), all);
  }

  public SandboxResponse send(String method, String url, BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new SandboxResponse(response.statusCode(), response.headers(), response.body());
    } catch (IOException broken) {
      throw new BrokenConnection(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  public String appToken() {
    return token(Map.of("grant_type", "client_credentials")).json().getString("access_token");
  }

  public SandboxResponse token(Map<String, String> fields) {
    var all = new HashMap<>(Map.of("client_id", CLIENT, "client_secret", SECRET));
    all.putAll(fields);
    return form("/oauth2/token", all);
  }

  /** Presses Authorize as this user; returns the token response. */
  public JsonObject signIn(String login, String scope) {
    var code = UrlParameters.of(consent(login, scope, "authorize").location()).get("code");
    return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT))
        .json();
  }

  public SandboxResponse consent(String login, String scope, String decision) {
    return form(
        "/oauth2/authorize",
        Map.of(
            "client_id", CLIENT,
            "redirect_uri", REDIRECT,
            "response_type", "code",
            "scope", scope,
            "state", "s-1",
            "user", login,
            "decision", decision));
  }

  public String[] helix(String token) {
    return new String[] {"Authorization", "Bearer " + token, "Client-Id", CLIENT};
  }

  public JsonObject state() {
    return get("/sandbox/state").json();
  }

  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** The server closed the connection without a response. */
  public static final class BrokenConnection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenConnection(IOException cause) {
      super(cause);
    }
  }
}

package dev.streamviewer.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.http.HttpLimits;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.launch.ServiceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A gateway on a free port, with clients. */
public final class TestGateway {
  static final Viewer ADA =
      new Viewer("42", "ada", "Ada", "https://pictures.test/ada.png", Set.of("bits:read"));
  public static final String SESSION = "a-session-id";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public final EventBus bus;
  public final MeterRegistry meters = new SimpleMeterRegistry();
  final HealthChecks readiness;
  public final GatewayVerticle verticle;
  final String deployment;

  private TestGateway(Vertx vertx, Map<String, String> variables, HttpLimits limits) {
    bus = vertx.eventBus();
    readiness = HealthChecks.create(vertx);
    Contracts.register(bus);
    var settings = settings(variables);
    var config = GatewayConfig.from(settings);
    settings.verify();
    var host = new ServiceContext(meters, readiness, Clock.systemUTC(), "1.2.3", Cluster.NONE);
    verticle = new GatewayVerticle(config, limits, host, new AtomicInteger());
    deployment = await(vertx.deployVerticle(verticle));
  }

  public static TestGateway start(Vertx vertx) {
    return start(vertx, Map.of());
  }

  public static TestGateway start(Vertx vertx, Map<String, String> variables) {
    return new TestGateway(vertx, variables, TestLimits.standard());
  }

  public static TestGateway start(Vertx vertx, HttpLimits limits) {
    return new TestGateway(vertx, Map.of(), limits);
  }

  public static TestGateway start(Vertx vertx, Map<String, String> variables, HttpLimits limits) {
    return new TestGateway(vertx, variables, limits);
  }

  public static Settings settings(Map<String, String> variables) {
    var all = new HashMap<String, Object>();
    all.put("PORT", "0");
    all.put("PUSHER_KEY", "a-key");
    all.put("PUSHER_CLUSTER", "eu");
    all.putAll(variables);
    return new Settings(new JsonObject(all));
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, SECONDS);
    } catch (Exception e) {
      throw new AssertionError("The future failed or did not complete in time", e);
    }
  }

  /** Makes {@link #SESSION} the session of Ada. */
  public TestGateway signedIn() {
    return signedIn(new Session(ADA, new Secret("lender")));
  }

  /** Makes {@link #SESSION} the session of Ada, who moderates some channels. */
  public TestGateway signedInAsModerator(Supplier<Future<ModeratedChannels>> channels) {
    Contracts.MODERATED_CHANNELS.serve(
        bus,
        question ->
            channels
                .get()
                .map(
                    all ->
                        new ModeratedChannels(
                            all.channels().stream()
                                .filter(
                                    it ->
                                        question.login() == null
                                            || question.login().equals(it.login()))
                                .toList())));
    return signedIn(new Session(ADA, new Secret("lender"), new Secret("moderator")));
  }

  private TestGateway signedIn(Session session) {
    Contracts.FIND_SESSION.serve(
        bus,
        question ->
            question.session().value().equals(SESSION)
                ? Future.succeededFuture(session)
                : Future.failedFuture(
                    new BusFailure(Reason.UNAUTHENTICATED, "This session has ended.")));
    return this;
  }

  public double refusals(String reason) {
    return meters.counter("sev_gateway_refusals", "reason", reason).count();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + verticle.port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  /** Builds a request of the page of a signed-in viewer. */
  public HttpRequest.Builder asAda(String path) {
    return request(path).header("Cookie", "session=" + SESSION);
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /**
   * Builds a callback of Twitch. The signature is not valid; only the webhook service compares it.
   */
  public HttpResponse<String> postCallback(String body) {
    return send(callback().POST(BodyPublishers.ofString(body)));
  }

  /** Builds a callback with all required headers. */
  public HttpRequest.Builder callback() {
    return callback("");
  }

  /**
   * Like {@link #callback()}.
   *
   * @param query the query with its question mark
   */
  public HttpRequest.Builder callback(String query) {
    var request = request("/api/callback" + query);
    callbackHeaders().forEach(request::header);
    return request;
  }

  /** The headers of a callback as lines of HTTP. */
  public static String callbackHead() {
    var lines = new StringBuilder();
    callbackHeaders().forEach((name, value) -> lines.append(name + ": " + value + "\r\n"));
    return lines.toString();
  }

  private static Map<String, String> callbackHeaders() {
    return Map.of(
        "Content-Type", "application/json",
        "Twitch-Eventsub-Message-Id", "e76c6bd4-55c9-4987-8304-da1588d8988b",
        "Twitch-Eventsub-Message-Timestamp", Instant.now().toString(),
        "Twitch-Eventsub-Message-Signature", "sha256=" + "0".repeat(64),
        "Twitch-Eventsub-Message-Type", "notification");
  }

  HttpResponse<String> postJson(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("The gateway did not respond", e);
    }
  }

  /** Another local address of this machine. */
  public Socket connectFrom(String address) throws IOException {
    var socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"), verticle.port(), InetAddress.getByName(address), 0);
    socket.setSoTimeout(15_000);
    return socket;
  }

  public Socket connect() throws IOException {
    var socket = new Socket("localhost", verticle.port());
    socket.setSoTimeout(15_000);
    return socket;
  }

  /** Sends raw bytes, and reads until the gateway closes the connection. */
  public String raw(String text) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return readAll(socket);
    }
  }

  public static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void assertProblem(HttpResponse<String> response, int status, String sentence) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    var problem = new JsonObject(response.body());
    assertThat(problem.getString("type")).isEqualTo("about:blank");
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).contains(sentence);
    assertThat(problem.getString("code")).matches("[a-z_]+");
  }
}

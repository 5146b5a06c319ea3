package dev.streamviewer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An HTTP server of a measured Vert.x, and clients with arbitrary requests. */
class ProcessMetersIT {
  private static final String COUNT = "vertx_http_server_response_time_seconds_count";

  private final ProcessMeters meters =
      new ProcessMeters(new BuildInfo("1.2.3", "abc1234"), "gateway");
  private final Vertx other = Vertx.vertx();
  private Vertx vertx;
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    var options = new VertxOptions();
    var builder = Vertx.builder();
    meters.install(options, builder);
    vertx = builder.with(options).build();
    var router = Router.router(vertx);
    router.route("/streamers/:login").handler(context -> context.response().end());
    server = vertx.createHttpServer().requestHandler(router).listen(0).await(60, SECONDS);
    client = other.createHttpClient();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(60, SECONDS);
    other.close().await(60, SECONDS);
    meters.close();
  }

  @Test
  void countsUnknownMethodsUnderOneLabel() throws Exception {
    send(HttpMethod.GET, "/streamers/ada");
    send(HttpMethod.valueOf("M0"), "/streamers/ada");
    await().untilAsserted(() -> assertThat(count("GET")).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count("other")).isEqualTo(1));
    var before = lines().lines().count();

    for (var i = 1; i <= 200; i++) {
      send(HttpMethod.valueOf("M" + i), "/streamers/ada");
    }

    await().untilAsserted(() -> assertThat(count("other")).isEqualTo(201));
    assertThat(lines()).doesNotContain("\"M1");
    assertThat(lines().lines().count()).isEqualTo(before);
  }

  @Test
  void countsRequestsByTheirRoute() throws Exception {
    for (var login : new String[] {"ada", "bob", "cyd"}) {
      send(HttpMethod.GET, "/streamers/" + login);
    }
    send(HttpMethod.GET, "/not-there-1");
    send(HttpMethod.GET, "/not-there-2");

    await().untilAsserted(() -> assertThat(count("GET")).isEqualTo(5));
    assertThat(lines()).contains("route=\"/streamers/:login\"").doesNotContain("ada", "not-there");
  }

  /** Probes and scrapes would hide failures of other requests. */
  @Test
  void countsNoRequestsOfAnUnmeasuredServer() throws Exception {
    var options = new HttpServerOptions().setMetricsName(ProcessMeters.UNMEASURED);
    var router = Router.router(vertx);
    router.route("/health/ready").handler(context -> context.response().end());
    var unmeasured =
        vertx.createHttpServer(options).requestHandler(router).listen(0).await(60, SECONDS);
    send(unmeasured, HttpMethod.GET, "/health/ready");
    send(HttpMethod.GET, "/streamers/ada");

    await().untilAsserted(() -> assertThat(count("GET")).isEqualTo(1));
    assertThat(lines()).contains("/streamers/:login").doesNotContain("health");
  }

  @Test
  void reportsVersionAndCommit() {
    assertThat(meters.registry().scrape())
        .contains("sev_build_info{commit=\"abc1234\",service=\"gateway\",version=\"1.2.3\"} 1");
  }

  private void send(HttpMethod method, String path) throws Exception {
    send(server, method, path);
  }

  private void send(HttpServer receiver, HttpMethod method, String path) throws Exception {
    client
        .request(method, receiver.actualPort(), "localhost", path)
        .compose(request -> request.send())
        .compose(response -> response.body())
        .await(60, SECONDS);
  }

  private String lines() {
    return meters
        .registry()
        .scrape()
        .lines()
        .filter(it -> it.startsWith("vertx_http_server"))
        .collect(joining("\n"));
  }

  private int count(String method) {
    return lines()
        .lines()
        .filter(it -> it.startsWith(COUNT) && it.contains("method=\"" + method + "\""))
        .mapToInt(it -> (int) Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }
}

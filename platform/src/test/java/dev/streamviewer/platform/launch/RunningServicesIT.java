package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.MembershipLog;
import dev.streamviewer.platform.config.ConfigurationException;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.health.HealthStatus;
import dev.streamviewer.platform.health.ReadinessLog;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServicesIT {
  private static final Map<String, String> ANY_PORT = Map.of("MANAGEMENT_PORT", "0");

  private final List<String> history = new ArrayList<>();

  @Test
  void startsInOrderAndStopsInReverse() throws Exception {
    var running = start(ANY_PORT, new Recorded("first"), new Recorded("second"));

    running.close();

    assertThat(history).containsExactly("+first", "+second", "-second", "-first");
  }

  @Test
  void stopsOnceWhenClosedTwice() throws Exception {
    var running = start(ANY_PORT, new Recorded("only"));

    running.close();
    running.close();

    assertThat(history).containsExactly("+only", "-only");
  }

  @Test
  void stopsStartedServicesWhenOneServiceFails() {
    assertThatThrownBy(() -> start(ANY_PORT, new Recorded("first"), new Recorded("broken")))
        .hasMessageContaining("broken cannot start");

    assertThat(history).containsExactly("+first", "-first");
  }

  @Test
  void reportsTheFaultsOfAllServicesBeforeStarting() {
    assertThatThrownBy(
            () -> start(ANY_PORT, new Faulty("A"), new Recorded("good"), new Faulty("B")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("A is not set")
        .hasMessageContaining("B is not set");

    assertThat(history).isEmpty();
  }

  @Test
  void readsAYamlFileThatTheEnvironmentOverrides(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("c.yaml"), "A: from file\nB: from file\n");
    var read = new ArrayList<String>();
    var reader = new Reader(read);

    start(
            Map.of("MANAGEMENT_PORT", "0", "SEV_CONFIG", file.toString(), "B", "from environment"),
            reader)
        .close();

    assertThat(read).containsExactly("from file", "from environment");
  }

  @Test
  void reportsAConfigurationFileThatIsNotYaml(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("c.yaml"), "A: [unclosed");

    assertThatThrownBy(() -> start(Map.of("SEV_CONFIG", file.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a YAML file");
  }

  @Test
  void namesTheVariableOfAPortInUse() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(() -> start(Map.of("MANAGEMENT_PORT", port)))
          .hasMessageContaining("port " + port + " is in use")
          .hasMessageContaining("MANAGEMENT_PORT");
    }
  }

  @Test
  void servesHealthAndMetrics() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var running = start(Map.of("MANAGEMENT_PORT", port), new Recorded("sick"));

    assertThat(status(running, port, "/health/started")).isEqualTo(200);
    assertThat(status(running, port, "/health/live")).isEqualTo(200);
    assertThat(status(running, port, "/health/ready")).isEqualTo(503);
    assertThat(status(running, port, "/metrics")).isEqualTo(200);
    assertThat(HttpCalls.get(URI.create("http://localhost:%s/metrics".formatted(port))).body())
        .contains("sev_health_status{check=\"running\"} 0.0")
        .contains("sev_health_status{check=\"sick\"} 2.0");

    running.close();
  }

  @Test
  void servesHealthOnLoopbackByDefault() throws Exception {
    var port = String.valueOf(FreePorts.one());

    try (var running = start(Map.of("MANAGEMENT_PORT", port))) {
      assertThat(running).isNotNull();
      assertThat(isOpen("127.0.0.1", port)).isTrue();
      assertThat(isOpen(addressFromOutside(), port)).isFalse();
    }
  }

  @Test
  void servesHealthToOtherMachinesIfConfigured() throws Exception {
    var port = String.valueOf(FreePorts.one());

    try (var running = start(Map.of("MANAGEMENT_PORT", port, "MANAGEMENT_HOST", "0.0.0.0"))) {
      assertThat(running).isNotNull();
      assertThat(isOpen(addressFromOutside(), port)).isTrue();
    }
  }

  private static boolean isOpen(String host, String port) {
    try (var socket = new Socket(host, Integer.parseInt(port))) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** A non-loopback address of this machine. */
  private static String addressFromOutside() throws IOException {
    var found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst();
    assumeThat(found).as("a network").isPresent();
    return found.get();
  }

  @Test
  void reportsTheReasonOfEachFailedCheck() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var running = start(Map.of("MANAGEMENT_PORT", port), new Recorded("sick"));

    assertThat(health(port, "ready").getString("status")).isEqualTo("down");
    assertThat(checks(port, "ready"))
        .containsEntry("sick", "down: It has a cold.")
        .containsEntry("running", "up: The process is not stopping.");
    assertThat(checks(port, "started")).containsOnly(entry("sick", "up: The service has started."));

    running.close();
  }

  @Test
  void failsLivenessWhenAnEventLoopIsStuck() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var release = new CountDownLatch(1);
    try (var running = start(Map.of("MANAGEMENT_PORT", port), new Stuck(release))) {
      running.vertx().eventBus().send("stuck", "");
      try {
        await()
            .untilAsserted(
                () ->
                    assertThat(checks(port, "live"))
                        .containsEntry("stuck", "down: The check did not answer in time."));
        assertThat(health(port, "live").getString("status")).isEqualTo("down");
      } finally {
        release.countDown();
      }
      await().untilAsserted(() -> assertThat(status(running, port, "/health/live")).isEqualTo(200));
    }
  }

  @Test
  void isStartedAfterItsLastService() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var start = Promise.<Void>promise();
    var starting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return start(
                    Map.of("MANAGEMENT_PORT", port),
                    new Recorded("first"),
                    new Slow(start.future()));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    var client = HttpClient.newHttpClient();
    var started =
        HttpRequest.newBuilder(URI.create("http://localhost:%s/health/started".formatted(port)))
            .build();
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              var answer = client.send(started, BodyHandlers.ofString());
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body()).contains("first", "slow", "The service is starting.");
            });
    assertThat(checks(port, "ready")).containsEntry("running", "down: The process is starting.");

    start.complete();

    try (var running = starting.get(60, TimeUnit.SECONDS)) {
      assertThat(status(running, port, "/health/started")).isEqualTo(200);
    }
  }

  @Test
  void logsReadinessAndTheDrain() throws Exception {
    try (var readiness = new CapturedLog(ReadinessLog.class);
        var lifecycle = new CapturedLog(RunningServices.class)) {
      try (var running = start(ANY_PORT, new Recorded("well"))) {
        assertThat(running).isNotNull();
        await()
            .untilAsserted(
                () -> assertThat(readiness.lines()).singleElement().asString().startsWith("Ready"));
      }

      assertThat(lifecycle.lines())
          .anyMatch(it -> it.matches("Starting well-\\d+, version .*"))
          .anyMatch(it -> it.startsWith("Stopping; under way: nothing"))
          .anyMatch(it -> it.startsWith("Drained: nothing"))
          .anyMatch(it -> it.matches("Stopped after \\d+ ms.*"));
    }
  }

  @Test
  void warnsOfUnknownVariables() throws Exception {
    try (var log = new CapturedLog(RunningServices.class)) {
      start(Map.of("MANAGEMENT_PORT", "0", "PUSHER_CLUSTR", "eu"), new Recorded("any")).close();

      assertThat(log.lines()).anyMatch(it -> it.contains("did you mean PUSHER_CLUSTER?"));
    }
  }

  @Test
  void reportsFaultsOfTracingWithAllOthers() {
    assertThatThrownBy(
            () ->
                start(
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "notaurl",
                        "OTEL_TRACES_EXPORTER",
                        "otlp",
                        "OTEL_TRACES_SAMPLER",
                        "foo",
                        "LOG_FORMAT",
                        "JSON")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT is \"notaurl\", expected an address")
        .hasMessageContaining("LOG_FORMAT is \"JSON\"");
    assertThatThrownBy(
            () -> start(Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_TRACES_SAMPLER", "foo")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OTEL_TRACES_SAMPLER");
  }

  @Test
  void isReadyOnceRequiredServicesAreFound() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var clustered =
        Map.of(
            "CLUSTER",
            "local",
            "CLUSTER_PORT",
            String.valueOf(FreePorts.cluster()),
            "MANAGEMENT_PORT",
            port);
    try (var needy = start(clustered, new Needy("helper"))) {
      assertThat(checks(port, "ready"))
          .hasEntrySatisfying("services", it -> assertThat(it).contains("down: Waiting for helper"))
          .hasEntrySatisfying("cluster", it -> assertThat(it).startsWith("down: No other member"));

      try (var membership = new CapturedLog(MembershipLog.class);
          var other = start(clustered, new Recorded("helper"))) {
        assertThat(other).as("takes the next management port").isNotNull();
        await()
            .untilAsserted(
                () ->
                    assertThat(membership.lines())
                        .anyMatch(
                            it -> it.matches("helper-\\d+ joined the cluster; members: 2.*")));
        await()
            .untilAsserted(() -> assertThat(status(needy, port, "/health/ready")).isEqualTo(200));
      }

      assertThat(status(needy, port, "/health/ready"))
          .as("a missing service takes no other down")
          .isEqualTo(200);
      await()
          .untilAsserted(
              () ->
                  assertThat(checks(port, "ready"))
                      .hasEntrySatisfying(
                          "services",
                          it -> assertThat(it).startsWith("degraded: helper does not respond"))
                      .hasEntrySatisfying(
                          "cluster", it -> assertThat(it).startsWith("degraded: All other")));
      assertThat(health(port, "ready").getString("status")).isEqualTo("degraded");
    }
  }

  private static RunningServices start(Map<String, String> environment, Service... services)
      throws Exception {
    return RunningServices.start(environment, Clock.systemUTC(), List.of(services));
  }

  private static int status(RunningServices running, String port, String path) throws Exception {
    // Vert.x closes a client that nothing refers to any more.
    var client = running.vertx().createHttpClient();
    try {
      return client
          .request(HttpMethod.GET, Integer.parseInt(port), "localhost", path)
          .compose(request -> request.send().map(HttpClientResponse::statusCode))
          .await(60, TimeUnit.SECONDS);
    } finally {
      client.close();
    }
  }

  /**
   * Requests health with a separate client, since a client of the same Vert.x could be on a blocked
   * event loop.
   */
  private static JsonObject health(String port, String kind) throws Exception {
    var url = URI.create("http://localhost:%s/health/%s".formatted(port, kind));
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    return new JsonObject(answer.body());
  }

  /** The checks by name, each with status and sentence. */
  private static Map<String, String> checks(String port, String kind) throws Exception {
    return health(port, kind).getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                it -> it.getString("name"),
                it -> it.getString("status") + ": " + it.getString("sentence")));
  }

  private record Faulty(String variable) implements Service {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      settings.required(variable, "needed");
      return serviceContext -> {
        throw new AssertionError("must not be made");
      };
    }
  }

  /** A service that blocks its event loop once it has started. */
  private record Stuck(CountDownLatch release) implements Service {
    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext ->
          () ->
              new VerticleBase() {
                @Override
                public Future<?> start() {
                  return vertx.eventBus().consumer("stuck", message -> hang()).completion();
                }
              };
    }

    private void hang() {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Slow(Future<Void> start) implements Service {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext ->
          () ->
              new VerticleBase() {
                @Override
                public Future<?> start() {
                  return start;
                }
              };
    }
  }

  private record Needy(String need) implements Service {
    @Override
    public String name() {
      return "needy";
    }

    @Override
    public List<String> needs() {
      return List.of(need);
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext -> () -> new VerticleBase() {};
    }
  }

  private record Reader(List<String> read) implements Service {
    @Override
    public String name() {
      return "reader";
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      read.add(settings.text("A", ""));
      read.add(settings.text("B", ""));
      return serviceContext -> () -> new VerticleBase() {};
    }
  }

  private final class Recorded implements Service {
    private final String name;

    private Recorded(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext -> {
        if ("sick".equals(name)) {
          serviceContext
              .readiness()
              .register(
                  "sick", check -> check.complete(HealthStatus.DOWN.because("It has a cold.")));
        }
        return this::verticle;
      };
    }

    private VerticleBase verticle() {
      return new VerticleBase() {
        @Override
        public Future<?> start() {
          if ("broken".equals(name)) {
            return Future.failedFuture("broken cannot start");
          }
          history.add("+" + name);
          return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
          history.add("-" + name);
          return Future.succeededFuture();
        }
      };
    }
  }
}

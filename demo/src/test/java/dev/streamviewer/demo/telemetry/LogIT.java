package dev.streamviewer.demo.telemetry;

import static dev.streamviewer.testing.Await.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.allinone.AllInOneMain;
import dev.streamviewer.demo.Demo;
import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the log of a separate process at the most verbose level. */
class LogIT {
  @TempDir private Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Sandbox sandbox;
  private Map<String, String> variables;
  private URI url;
  private Process process;

  @BeforeEach
  void startSandbox() throws Exception {
    sandbox = Sandbox.start(vertx, SandboxOptions.forTests()).await(60, SECONDS);
    var port = FreePorts.one();
    url = URI.create("http://localhost:" + port);
    variables =
        new HashMap<>(
            Demo.variables(
                sandbox,
                Map.of(
                    "PORT", String.valueOf(port),
                    "MANAGEMENT_PORT", String.valueOf(FreePorts.one()),
                    "LOG_LEVEL", "DEBUG")));
  }

  @AfterEach
  void stop() throws Exception {
    if (process != null) {
      process.destroyForcibly();
    }
    if (sandbox != null) {
      sandbox.close().await(60, SECONDS);
    }
    vertx.close().await(60, SECONDS);
  }

  @Test
  void logsJsonWithSubjectsAndWithoutSecrets() throws Exception {
    // No collector accepts the traces; a library logs that in a format of its own.
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + FreePorts.one());
    variables.put("OTEL_BSP_SCHEDULE_DELAY", "100");
    variables.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
    start("json");
    var viewer = new PageVisitor(url);
    eventually(() -> viewer.signIn("tfue"));
    var id = letPusherFailAnEvent(viewer);

    await()
        .untilAsserted(
            () ->
                assertThat(linesAbout(id))
                    .extracting(it -> it.getString("logger").replaceAll(".*\\.", ""))
                    .contains("EventPipeline", "BatchPublisher"));
    assertThat(linesAbout(id))
        .allSatisfy(
            it ->
                assertThat(it.getMap())
                    .containsEntry("messageId", id)
                    .containsEntry("streamer", "hubveteran")
                    .containsEntry("service", "all-in-one"));
    await().untilAsserted(() -> assertThat(log()).content().contains("Failed to export"));
    var all = Files.readString(log());
    assertThat(all.lines()).allSatisfy(line -> assertThat(new JsonObject(line)).isNotEmpty());
    assertThat(secrets(viewer)).hasSize(5).doesNotContainNull().noneMatch(all::contains);
    assertThat(all).doesNotContain("code=", "access_token", "Bearer", "auth_signature");
  }

  @Test
  void appendsSubjectsToPlainLines() throws Exception {
    start("console");
    var viewer = new PageVisitor(url);
    eventually(() -> viewer.signIn("tfue"));
    var id = letPusherFailAnEvent(viewer);

    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(log()).lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .matches("\\d\\d:.* WARN +BatchPublisher +Cannot deliver.*")
                                .endsWith("messageId=%s streamer=hubveteran".formatted(id))));
  }

  private String letPusherFailAnEvent(PageVisitor viewer) {
    var control = new SandboxControl(URI.create(sandbox.twitchUrl()));
    viewer.send("PUT", "/api/streamers/hubveteran/watch");
    control.awaitSubscriptions("hubveteran", 8);
    control.addFault("pusher", "status", new JsonObject().put("status", 500));
    return control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }

  private void start(String format) throws IOException {
    variables.put("LOG_FORMAT", format);
    var builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=logback.xml",
                    "-Dvertx.logger-delegate-factory-class-name="
                        + "io.vertx.core.logging.SLF4JLogDelegateFactory",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AllInOneMain.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().putAll(variables);
    process = builder.start();
    awaitReadiness();
  }

  private void awaitReadiness() {
    var address = "http://localhost:%s/health/ready".formatted(variables.get("MANAGEMENT_PORT"));
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(() -> HttpCalls.get(URI.create(address)).statusCode() == 200);
  }

  /** Returns the product's log lines that contain an id, in the message or in another field. */
  private List<JsonObject> linesAbout(String id) throws IOException {
    return Files.readString(log())
        .lines()
        .filter(line -> line.contains(id) && line.endsWith("}"))
        .map(JsonObject::new)
        .filter(line -> line.getString("logger").startsWith("dev.streamviewer"))
        .toList();
  }

  /** Returns all secrets of this test: the deployment's, and the id in the session cookie. */
  private Set<String> secrets(PageVisitor viewer) {
    var secrets = new HashSet<String>();
    secrets.add(viewer.cookies().get("session"));
    for (var name :
        List.of("WEBHOOK_SECRET", "TWITCH_CLIENT_SECRET", "PUSHER_SECRET", "TAP_TOKEN")) {
      secrets.add(variables.get(name));
    }
    return secrets;
  }

  private Path log() {
    return folder.resolve("log");
  }
}

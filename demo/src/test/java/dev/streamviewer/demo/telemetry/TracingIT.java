package dev.streamviewer.demo.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.AuthService;
import dev.streamviewer.demo.Demo;
import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.telemetry.OtlpReceiver.Span;
import dev.streamviewer.gateway.GatewayService;
import dev.streamviewer.notifier.NotifierService;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.webhook.WebhookService;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs every service as a separate member of a cluster, with a collector of their traces. */
class TracingIT {
  private final Vertx vertx = Vertx.vertx();
  private final List<RunningServices> members = new ArrayList<>();
  private Sandbox sandbox;
  private OtlpReceiver receiver;
  private Map<String, String> variables;
  private URI url;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(vertx, SandboxOptions.forTests()).await(60, SECONDS);
    receiver = new OtlpReceiver(vertx);
    var port = FreePorts.one();
    url = URI.create("http://localhost:" + port);
    variables =
        Demo.variables(
            sandbox,
            Map.of(
                "PORT",
                String.valueOf(port),
                "MANAGEMENT_PORT",
                String.valueOf(FreePorts.one()),
                "CLUSTER",
                "local",
                "CLUSTER_PORT",
                String.valueOf(FreePorts.cluster()),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.url(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "100"));
    for (var service :
        List.<Service>of(
            new AuthService(), new NotifierService(), new WebhookService(), new GatewayService())) {
      members.add(RunningServices.start(variables, Clock.systemUTC(), List.of(service)));
    }
  }

  @AfterEach
  void stop() throws Exception {
    members.forEach(RunningServices::close);
    sandbox.close().await(60, SECONDS);
    vertx.close().await(60, SECONDS);
  }

  @Test
  void tracesAnEventFromTwitchToPusherWithoutSecrets() {
    var control = new SandboxControl(URI.create(sandbox.twitchUrl()));
    var viewer = new PageVisitor(url);
    await().untilAsserted(() -> viewer.signIn("tfue"));
    await()
        .untilAsserted(
            () ->
                assertThat(viewer.send("PUT", "/api/streamers/hubveteran/watch").statusCode())
                    .isEqualTo(200));
    control.awaitSubscriptions("hubveteran", 8);

    var management = "http://localhost:%s/metrics".formatted(variables.get("MANAGEMENT_PORT"));
    assertThat(HttpCalls.get(URI.create(management)).statusCode()).isEqualTo(200);
    HttpCalls.get(url.resolve("/api/callback?websub=token-of-a-topic&hub.mode=denied"));
    // A second attempt, as the first event of a cold cluster may need, adds spans.
    var id =
        await()
            .until(
                () -> control.happen("channel.update", "hubveteran", new JsonObject()).get(0),
                control::isDeliveredAtOnce);
    control.awaitPublished(id);

    await()
        .untilAsserted(
            () ->
                assertThat(traceOf(id))
                    .extracting(it -> it.service() + " " + it.kind())
                    .contains(
                        "gateway SERVER",
                        "gateway CLIENT",
                        "webhook-service SERVER",
                        "webhook-service CLIENT",
                        "notifier-service SERVER",
                        "notifier-service CLIENT"));
    var trace = traceOf(id);
    var ids = trace.stream().map(Span::id).collect(Collectors.toSet());
    assertThat(trace)
        .filteredOn(it -> !ids.contains(it.parent()))
        .as("where it begins")
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.service()).isEqualTo("gateway");
              assertThat(it.attributes())
                  .containsEntry("url.path", "/api/callback")
                  .containsEntry("http.response.status_code", "204")
                  .containsEntry("messaging.message.id", id);
            });
    assertThat(trace)
        .filteredOn(it -> it.attributes().containsKey("url.full"))
        .as("where it leads")
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.service()).isEqualTo("notifier-service");
              assertThat(it.attributes().get("url.full")).endsWith("/batch_events");
              assertThat(it.attributes()).containsEntry("http.response.status_code", "200");
            });
    assertThat(receiver.spans())
        .as("the request of a hub")
        .anyMatch(
            it ->
                "/api/callback".equals(it.attributes().get("url.path"))
                    && "GET".equals(it.attributes().get("http.request.method")));
    assertThat(receiver.spans())
        .as("no probes and scrapes")
        .noneMatch(it -> "/metrics".equals(it.attributes().get("url.path")));
    assertThat(receiver.spans())
        .flatExtracting(it -> it.attributes().values())
        .as("no queries: they hold signatures and the codes of sign-ins")
        .noneMatch(it -> it.contains("?") || it.contains("="));
    assertThat(receiver.spans())
        .extracting(Span::everything)
        .noneMatch(
            it ->
                it.contains("token-of-a-topic")
                    || it.contains(variables.get("WEBHOOK_SECRET"))
                    || it.contains(variables.get("TWITCH_CLIENT_SECRET"))
                    || it.contains(variables.get("PUSHER_SECRET")));
  }

  /** Returns all spans of the trace that names a message. */
  private List<Span> traceOf(String id) {
    var spans = receiver.spans();
    Optional<String> trace =
        spans.stream()
            .filter(it -> id.equals(it.attributes().get("messaging.message.id")))
            .map(Span::trace)
            .findFirst();
    return spans.stream().filter(it -> trace.filter(it.trace()::equals).isPresent()).toList();
  }
}

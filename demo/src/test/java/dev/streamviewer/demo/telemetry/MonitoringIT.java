package dev.streamviewer.demo.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.ScrapedMetrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that a process reports every metric of the dashboard, the alerts and the documents. */
class MonitoringIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  private static final Path COMPONENT = PROJECT.resolve("k8s/components/monitoring");

  /** {@code expr: …}, on one line or folded over the more indented lines that follow. */
  private static final Pattern EXPRESSION =
      Pattern.compile("(?m)^( +)expr: (?:>-\\n((?:\\1 {2,}.*\\n)+)|(.*)\\n)");

  /** Labels that Prometheus adds to what it scrapes. */
  private static final Set<String> LABELS_OF_THE_SCRAPE = Set.of("namespace", "pod");

  /**
   * Metrics of settings that this process does not have, and metrics of cert-manager and
   * Kubernetes.
   */
  private static final Set<String> OPTIONAL =
      Set.of(
          "sev_twitch_conduit_shards",
          "sev_notifier_sns_circuit_open",
          "sev_bus_certificate_end_timestamp_seconds",
          "certmanager_certificate_expiration_timestamp_seconds",
          "kube_deployment_spec_replicas",
          "kube_deployment_status_replicas_available");

  private static TestDemo demo;
  private static String event;

  @BeforeAll
  static void letAllHappenOnce() {
    demo = TestDemo.start();
    var viewer = demo.visitor();
    viewer.signIn("tfue");
    viewer.send("PUT", "/api/streamers/hubveteran/watch");
    demo.control().awaitSubscriptions("hubveteran", 8);
    event = await().until(MonitoringIT::happen, MonitoringIT::isDeliveredAtOnce);
    HttpCalls.send(
        HttpRequest.newBuilder(demo.url().resolve("/api/callback"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("not JSON")));
    System.gc();
  }

  private static String happen() {
    return demo.control().happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }

  /** Whether one attempt was enough; a slow machine may need a second one for its first event. */
  private static boolean isDeliveredAtOnce(String id) {
    demo.control().awaitPublished(id);
    return demo.control().isDeliveredAtOnce(id);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void everyPanelFindsItsMetrics() throws IOException {
    var dashboard = new JsonObject(Files.readString(COMPONENT.resolve("dashboard.json")));

    assertAllReported(
        objects(dashboard.getJsonArray("panels"))
            .flatMap(panel -> objects(panel.getJsonArray("targets", new JsonArray())))
            .map(target -> target.getString("expr"))
            .toList());
  }

  @Test
  void everyAlertFindsItsMetrics() throws IOException {
    assertAllReported(
        EXPRESSION
            .matcher(Files.readString(COMPONENT.resolve("alerts.yaml")))
            .results()
            .map(it -> it.group(2) == null ? it.group(3) : it.group(2))
            .toList());
  }

  @Test
  void documentsExactlyOurOwnMetricsWithTheirPrefix() throws IOException {
    var document = Files.readString(PROJECT.resolve("docs/operations.md"));
    var table =
        document.substring(document.indexOf("## Metrics"), document.indexOf("## Dashboard"));
    var named =
        Pattern.compile("(?m)^\\| `([a-z_]+)(?:\\{[a-z_, ]+})?` \\|")
            .matcher(table)
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toSet());

    // Some metrics appear only after a query to Twitch, which happens every half minute.
    await().untilAsserted(() -> assertThat(named).isEqualTo(ownMetrics()));
    assertThat(named).allMatch(it -> it.startsWith("sev_"));
  }

  @Test
  void explainsEveryMetric() {
    var explained =
        scrape()
            .lines()
            .filter(line -> line.matches("# HELP \\S+ \\S.*"))
            .map(line -> line.split(" ")[2])
            .toList();

    assertThat(explained).containsAll(types().toList());
  }

  /** Queries about a Kubernetes cluster are left out; all others must find something. */
  @Test
  void everyCommandOfTheRunbookRuns() throws Exception {
    var document = Files.readString(PROJECT.resolve("docs/operations.md"));
    var runbook = document.substring(document.indexOf("## Runbook"), document.indexOf("## Traces"));
    var commands =
        Pattern.compile("(?ms)^```sh$(.*?)^```$")
            .matcher(runbook)
            .results()
            .flatMap(it -> it.group(1).lines())
            .filter(it -> !it.isBlank() && !it.startsWith("kubectl "))
            .distinct()
            .toList();

    assertThat(commands).hasSizeGreaterThan(15).allMatch(it -> it.startsWith("curl "));
    for (var command : commands) {
      await().untilAsserted(() -> assertThat(run(command)).as(command).isNotBlank());
    }
  }

  /** Runs a command at the port of this process; fails unless the command succeeds. */
  private static String run(String command) throws Exception {
    var here = command.replace("localhost:9090", "localhost:" + demo.managementPort());
    var builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", here).redirectErrorStream(true);
    builder.environment().put("TAP_TOKEN", "sandbox-tap-token");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(command + output).isZero();
    return output;
  }

  @Test
  void tellsWhatBecameOfAnEvent() {
    var address = "http://localhost:%d/tap/outcomes?message=%s";
    var request =
        HttpRequest.newBuilder(URI.create(address.formatted(demo.managementPort(), event)))
            .header("Authorization", "Bearer sandbox-tap-token");

    var found = new JsonObject(HttpCalls.send(request.GET()).body());

    assertThat(objects(found.getJsonArray("outcomes")))
        .extracting(it -> it.getString("address") + " " + it.getString("outcome"))
        .containsExactly("notifier.deliver pushed", "webhook.ingest delivered");
    assertThat(objects(found.getJsonArray("outcomes")))
        .allSatisfy(it -> assertThat(it.getString("streamer")).isEqualTo("hubveteran"));
  }

  @Test
  void measuresDeliveryTimes() {
    assertThat(demo.metric("sev_webhook_delivery_seconds_count")).isGreaterThan(0);
    assertThat(demo.metric("sev_webhook_event_age_seconds_bucket{le=\"60.0\"}")).isGreaterThan(0);
    assertThat(
            demo.metric(
                "sev_bus_request_seconds_count{address=\"notifier.deliver\",outcome=\"answered\"}"))
        .isGreaterThan(0);
  }

  private static void assertAllReported(List<String> queries) {
    assertThat(queries).isNotEmpty();
    var wanted =
        queries.stream()
            .flatMap(PromQl::selectors)
            .distinct()
            .filter(it -> !OPTIONAL.contains(it.metric()))
            .toList();
    assertThat(wanted).hasSizeGreaterThan(5);
    await()
        .untilAsserted(
            () -> {
              var reported = reported();
              assertThat(wanted)
                  .allSatisfy(
                      it ->
                          assertThat(reported.getOrDefault(it.metric(), Set.of("absent")))
                              .as(it.metric())
                              .doesNotContain("absent")
                              .containsAll(ownLabels(it)));
            });
  }

  private static Set<String> ownLabels(PromQl.Selector selector) {
    return selector.labels().stream()
        .filter(it -> !LABELS_OF_THE_SCRAPE.contains(it))
        .collect(Collectors.toSet());
  }

  /** Returns every reported metric with the names of its labels. */
  private static Map<String, Set<String>> reported() {
    return scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.split("[{ ]", 2)[0],
                line ->
                    Pattern.compile("(\\w+)=\"")
                        .matcher(line)
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toSet()),
                (one, other) ->
                    Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
  }

  private static Set<String> ownMetrics() {
    return types()
        .filter(it -> !it.matches("(jvm|process|system|vertx)_.*"))
        .collect(Collectors.toSet());
  }

  /** Returns the names as Prometheus writes them: counters end in total, times in seconds. */
  private static Stream<String> types() {
    return scrape()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .filter(name -> !name.endsWith("_max"));
  }

  private static String scrape() {
    return ScrapedMetrics.of(demo.managementPort()).text();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}

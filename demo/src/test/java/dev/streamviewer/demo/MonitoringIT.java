package dev.streamviewer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.HttpCalls;
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

  private static TestDemo demo;

  @BeforeAll
  static void letAllHappenOnce() {
    demo = TestDemo.start();
    var viewer = demo.visitor();
    viewer.signIn("tfue");
    viewer.send("PUT", "/api/streamers/hubveteran/watch");
    demo.control().awaitSubscriptions("hubveteran", 8);
    var id = demo.control().happen("channel.update", "hubveteran", new JsonObject()).get(0);
    demo.control().awaitPublished(id);
    HttpCalls.send(
        HttpRequest.newBuilder(demo.url().resolve("/api/callback"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("not JSON")));
    System.gc();
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
    var wanted = queries.stream().flatMap(PromQl::selectors).distinct().toList();
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
                              .containsAll(it.labels()));
            });
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
    return HttpCalls.get(URI.create("http://localhost:%d/metrics".formatted(demo.managementPort())))
        .body();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}

package dev.streamviewer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard, checked by Prometheus's own tool. */
class MonitoringTest {
  private static final Path COMPONENT = RenderedManifests.FOLDER.resolve("components/monitoring");
  private static final Path TESTS = RenderedManifests.FOLDER.resolve("src/test/monitoring");
  private static final Path WORK_FOLDER = RenderedManifests.FOLDER.resolve("target/monitoring");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private record ProcessResult(int code, String output) {}

  @BeforeAll
  static void needsPromtool() throws Exception {
    assumeThat(canRun()).as("promtool is available").isTrue();
    Files.createDirectories(WORK_FOLDER);
    var rule = (PrometheusRule) YAML.unmarshal(Files.readString(COMPONENT.resolve("alerts.yaml")));
    Files.writeString(WORK_FOLDER.resolve("rules.yaml"), YAML.asYaml(rule.getSpec()));
  }

  @Test
  void containsValidAlertRules() throws Exception {
    var checked = promtool("check", "rules", "rules.yaml");

    assertThat(checked.code()).as(checked.output()).isZero();
  }

  @Test
  void firesAlertsAtTheirThresholds() throws Exception {
    Files.writeString(
        WORK_FOLDER.resolve("alerts-test.yaml"),
        Files.readString(TESTS.resolve("alerts-test.yaml")));

    var tested = promtool("test", "rules", "alerts-test.yaml");

    assertThat(tested.code()).as(tested.output()).isZero();
  }

  @Test
  void containsValidPanelQueries() throws Exception {
    var rules = new ArrayList<Map<String, String>>();
    for (var expression : expressions()) {
      rules.add(Map.of("record", "panel_" + rules.size(), "expr", expression));
    }
    var file = Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)));
    Files.writeString(WORK_FOLDER.resolve("dashboard.yaml"), YAML.asYaml(file));

    var checked = promtool("check", "rules", "dashboard.yaml");

    assertThat(rules).isNotEmpty();
    assertThat(checked.code()).as(checked.output()).isZero();
  }

  /** The queries of the panels; Grafana fills in the length of a range. */
  private static List<String> expressions() throws IOException {
    var dashboard = new JsonObject(Files.readString(COMPONENT.resolve("dashboard.json")));
    return dashboard.getJsonArray("panels").stream()
        .map(JsonObject.class::cast)
        .flatMap(panel -> panel.getJsonArray("targets", new JsonArray()).stream())
        .map(target -> ((JsonObject) target).getString("expr"))
        .map(expression -> expression.replace("$__rate_interval", "5m").replace("$namespace", ".*"))
        .toList();
  }

  private static boolean canRun() {
    try {
      return new ProcessBuilder("promtool", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static ProcessResult promtool(String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .directory(WORK_FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return new ProcessResult(process.exitValue(), output);
  }
}

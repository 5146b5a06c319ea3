package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts, their sections in the runbook and the tests that fire them, as far as files tell. */
class RunbookTest {
  private static final Path COMPONENT = RenderedManifests.FOLDER.resolve("components/monitoring");
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^### (StreamViewer\\w+)$(.*?)(?=^##)");
  private static final Pattern ROUTE = Pattern.compile("route=\"([^\"]+)\"");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void everyAlertHasASectionWithMeaningAndRemedy() throws IOException {
    var sections =
        SECTION
            .matcher(Files.readString(RenderedManifests.FOLDER.resolve("../docs/operations.md")))
            .results()
            .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));

    assertThat(sections.keySet()).isEqualTo(names());
    assertThat(sections)
        .allSatisfy(
            (alert, text) ->
                assertThat(text)
                    .as(alert)
                    .containsPattern("\n(Critical|Warning): ")
                    .contains("- **Look:** ", "- **Do:** ", "```sh\n"));
    for (var rule : rules()) {
      assertThat(sections.get(rule.getAlert()).strip())
          .startsWithIgnoringCase(rule.getLabels().get("severity") + ": ");
    }
  }

  @Test
  void selectsPodsByTheirOwnLabels() {
    var labels =
        RepositoryFiles.yaml(RepositoryFiles.ROOT.resolve("k8s/components/monitoring/pods.yaml"))
            .getJsonObject("spec")
            .getJsonObject("selector")
            .getJsonObject("matchLabels");

    assertThat(
            Pattern.compile(" -l (\\S+)=(\\S+)")
                .matcher(RepositoryFiles.read(RepositoryFiles.ROOT.resolve("docs/operations.md")))
                .results())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(labels.getMap()).containsEntry(it.group(1), it.group(2)));
  }

  /** An autoscaler would undo it within minutes. */
  @Test
  void scalesNothingByHand() {
    assertThat(RepositoryFiles.read(RepositoryFiles.ROOT.resolve("docs/operations.md")))
        .doesNotContainPattern("kubectl[^\n`]* scale ");
  }

  @Test
  void everyAlertNamesItsSection() throws IOException {
    assertThat(rules())
        .allSatisfy(
            it ->
                assertThat(it.getAnnotations().get("runbook"))
                    .isEqualTo("docs/operations.md#" + it.getAlert().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyAlertIsFiredByATest() throws IOException {
    var tests =
        Files.readString(RenderedManifests.FOLDER.resolve("src/test/monitoring/alerts-test.yaml"));
    var fired =
        Pattern.compile("alertname: (\\w+)\n +exp_alerts:")
            .matcher(tests)
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toSet());

    assertThat(fired).isEqualTo(names());
  }

  @Test
  void everyAlertTellsNamespacesApart() throws IOException {
    assertThat(rules())
        .allSatisfy(
            it -> {
              var sums = Pattern.compile("\\b(sum|min|max|count|group)\\b(?! by \\(namespace)");
              assertThat(sums.matcher(it.getExpr().getStrVal()).find()).as(it.getAlert()).isFalse();
            });
  }

  /** A route that the gateway does not have would silence an alert. */
  @Test
  void namesRoutesOfTheContract() throws IOException {
    var contract =
        RepositoryFiles.yaml(
            RepositoryFiles.ROOT.resolve("gateway/src/main/resources/openapi.yaml"));

    assertThat(rules())
        .flatExtracting(
            it ->
                ROUTE
                    .matcher(it.getExpr().getStrVal())
                    .results()
                    .map(route -> route.group(1))
                    .toList())
        .isNotEmpty()
        .isSubsetOf(contract.getJsonObject("paths").fieldNames());
  }

  @Test
  void everyPanelShowsTheChosenNamespaces() throws IOException {
    var dashboard = new JsonObject(Files.readString(COMPONENT.resolve("dashboard.json")));
    var metric = Pattern.compile("\\b(?:sev|jvm|vertx|process)_\\w+(?!\\w)(?!\\{namespace=~)");

    assertThat(dashboard.getJsonArray("panels"))
        .allSatisfy(
            panel ->
                assertThat(((JsonObject) panel).getJsonArray("targets", new JsonArray()))
                    .extracting(target -> ((JsonObject) target).getString("expr"))
                    .noneMatch(expression -> metric.matcher(expression).find()));
  }

  private static Set<String> names() throws IOException {
    return rules().stream().map(Rule::getAlert).collect(Collectors.toSet());
  }

  private static List<Rule> rules() throws IOException {
    var file = Files.readString(COMPONENT.resolve("alerts.yaml"));
    var rules = (PrometheusRule) YAML.unmarshal(file);
    return rules.getSpec().getGroups().get(0).getRules();
  }
}

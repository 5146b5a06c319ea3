package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that workflows run only pinned actions, with minimal permissions. */
@ParameterizedClass
@MethodSource("workflows")
class WorkflowsTest {
  private static final String PINNED =
      "[\\w-]+/[\\w-]+(/[\\w-]+)*@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

  @Parameter private Path file;

  @Test
  void pinsActionsByCommit() {
    assertThat(RepositoryFiles.read(file).lines().filter(it -> it.contains("uses:")))
        .isNotEmpty()
        .map(it -> it.replaceFirst(".*uses: ", ""))
        .allMatch(it -> it.startsWith("./.github/workflows/") || it.matches(PINNED));
  }

  @Test
  void keepsNoTokenAfterCheckout() {
    assertThat(steps().filter(it -> it.getString("uses", "").startsWith("actions/checkout@")))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.getJsonObject("with", new JsonObject()).getMap())
                    .containsEntry("persist-credentials", false));
  }

  @Test
  void grantsImagePushToOneJobAndReadAccessToOthers() {
    assertThat(RepositoryFiles.yaml(file).getJsonObject("permissions")).isEmpty();
    assertThat(jobs())
        .allSatisfy(
            job -> {
              var permissions = job.getValue().getJsonObject("permissions").getMap();
              if (job.getKey().equals("images")) {
                assertThat(permissions)
                    .containsOnly(Map.entry("contents", "read"), Map.entry("packages", "write"));
              } else {
                assertThat(permissions).containsOnly(Map.entry("contents", "read"));
              }
            });
  }

  /** Third-party plugins and packages must not run beside a token that can write. */
  @Test
  void runsNoMavenOrNpmWithAPushToken() {
    assertThat(jobs())
        .filteredOn(it -> it.getValue().getJsonObject("permissions").containsKey("packages"))
        .flatExtracting(it -> steps(it.getValue()).toList())
        .allSatisfy(
            step -> {
              assertThat(step.getString("run", ""))
                  .doesNotContainPattern("mvn|npm|npx|\\./run|\\./test|stage-images");
              assertThat(step.getString("uses", "")).doesNotContain("setup-", "cache");
            });
  }

  /** The push reads the same list and fails for an image that was not built. */
  @Test
  void buildsTheImagesThatItPushes() {
    assertThat(steps())
        .filteredOn(it -> it.getString("run", "").matches("(?s).*(stage|build)-images.*"))
        .hasSize(file.endsWith("main.yml") ? 2 : 0)
        .allSatisfy(
            step -> {
              assertThat(step.getString("run"))
                  .contains(". scripts/image-names.sh", "IMAGES=$deployed_images bash ");
              assertThat(step.getJsonObject("env", new JsonObject()).getMap())
                  .doesNotContainKey("IMAGES");
            });
  }

  /** A tag can move between push and deployment. */
  @Test
  void deploysNothingByTag() {
    assertThat(jobs())
        .map(Map.Entry::getValue)
        .filteredOn(job -> job.containsKey("environment"))
        .flatExtracting(job -> steps(job).toList())
        .extracting(step -> step.getString("run", ""))
        .noneMatch(it -> it.contains("GITHUB_SHA") || it.contains("newTag"));
  }

  @Test
  void limitsTheDurationAndConcurrencyOfJobs() {
    assertThat(RepositoryFiles.yaml(file).getJsonObject("concurrency").getString("group"))
        .isNotBlank();
    assertThat(jobs())
        .map(Map.Entry::getValue)
        .filteredOn(job -> !job.containsKey("uses"))
        .allSatisfy(job -> assertThat(job.getInteger("timeout-minutes")).isBetween(5, 60));
  }

  private Stream<JsonObject> steps() {
    return jobs().stream().flatMap(it -> steps(it.getValue()));
  }

  private static Stream<JsonObject> steps(JsonObject job) {
    return job.getJsonArray("steps", new JsonArray()).stream().map(JsonObject.class::cast);
  }

  private List<Map.Entry<String, JsonObject>> jobs() {
    var jobs = RepositoryFiles.yaml(file).getJsonObject("jobs");
    return jobs.fieldNames().stream().map(it -> Map.entry(it, jobs.getJsonObject(it))).toList();
  }

  static Stream<Path> workflows() {
    return RepositoryFiles.files(".github/workflows", ".yml").stream();
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that images have pinned bases and that dependencies are updated. */
class SupplyChainTest {
  private static final String DIGEST = "@sha256:[0-9a-f]{64}";
  private static final Pattern FROM = Pattern.compile("(?m)^FROM (.+)$");

  @Test
  void pinsThirdPartyImagesByDigest() {
    assertThat(RepositoryFiles.files("scripts", ".Dockerfile"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(images(file))
                    .isNotEmpty()
                    .allMatch(image -> image.matches("[a-z0-9./:-]+" + DIGEST)));
  }

  @Test
  void buildsOurImagesOnTheGivenBaseOnly() {
    var dockerfile = RepositoryFiles.ROOT.resolve("Dockerfile");

    assertThat(images(dockerfile)).containsExactly("${BASE}");
    assertThat(RepositoryFiles.read(dockerfile)).containsPattern("(?m)^ARG BASE$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "compact"})
  void deploysImagesByDigest(String overlay) {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();

    assertThat(RenderedManifests.of(overlay).all(Deployment.class))
        .flatExtracting(it -> it.getSpec().getTemplate().getSpec().getContainers())
        .extracting(Container::getImage)
        .isNotEmpty()
        .allMatch(image -> image.matches("[a-z0-9./-]+" + DIGEST));
  }

  @Test
  void acceptsAdvisoriesOnlyWithReasonAndEnd() {
    var accepted = RepositoryFiles.read(RepositoryFiles.ROOT.resolve("osv-scanner.toml"));

    assertThat(accepted.split("(?m)^\\[\\[IgnoredVulns]]$"))
        .hasSizeGreaterThan(1)
        .satisfies(
            parts ->
                assertThat(List.of(parts).subList(1, parts.length))
                    .allSatisfy(
                        entry ->
                            assertThat(entry)
                                .containsPattern("(?m)^id = \"(CVE|GHSA)-[\\w-]+\"$")
                                .containsPattern("(?m)^ignoreUntil = \\d{4}-\\d\\d-\\d\\d$")
                                .containsPattern("(?s)reason = \"\"\"\n.{40,}\"\"\"")));
    assertThat(accepted).doesNotContain("PackageOverrides");
  }

  @Test
  void comparesArtifactsWithTheirHashes() throws IOException {
    assertThat(RepositoryFiles.ROOT.resolve(".mvn/maven.config")).hasContent("--strict-checksums");
    assertThat(foldersOfLockFiles())
        .allSatisfy(
            folder ->
                assertThat(downloads(folder))
                    .isNotEmpty()
                    .allMatch(it -> it.getString("integrity", "").startsWith("sha512-")));
  }

  @Test
  void updatesEveryLockFileAndImage() throws IOException {
    var updates =
        RepositoryFiles.yaml(RepositoryFiles.ROOT.resolve(".github/dependabot.yml"))
            .getJsonArray("updates");
    assertThat(folders(updates, "npm")).containsExactlyInAnyOrderElementsOf(foldersOfLockFiles());
    assertThat(folders(updates, "maven")).containsExactly("/");
    assertThat(folders(updates, "github-actions")).containsExactly("/");
    assertThat(folders(updates, "docker")).containsExactly("/scripts");
  }

  private static List<String> images(Path dockerfile) {
    return FROM.matcher(RepositoryFiles.read(dockerfile)).results().map(it -> it.group(1)).toList();
  }

  /** The packages of a lock file that npm downloads. */
  private static List<JsonObject> downloads(String folder) {
    var lock =
        RepositoryFiles.read(
            RepositoryFiles.ROOT.resolve(folder.substring(1) + "/package-lock.json"));
    return new JsonObject(lock)
        .getJsonObject("packages").stream()
            .filter(it -> it.getKey().startsWith("node_modules/"))
            .map(it -> (JsonObject) it.getValue())
            .toList();
  }

  private static List<String> folders(JsonArray updates, String ecosystem) {
    return updates.stream()
        .map(JsonObject.class::cast)
        .filter(it -> ecosystem.equals(it.getString("package-ecosystem")))
        .flatMap(
            it ->
                it
                    .getJsonArray("directories", new JsonArray().add(it.getValue("directory")))
                    .stream())
        .map(String.class::cast)
        .toList();
  }

  private static List<String> foldersOfLockFiles() throws IOException {
    try (var files = Files.walk(RepositoryFiles.ROOT, 8)) {
      return files
          .filter(it -> it.endsWith("package-lock.json"))
          .map(it -> "/" + RepositoryFiles.ROOT.relativize(it.getParent()))
          .filter(
              it ->
                  !it.contains("/node_modules") && !it.contains("/target") && !it.startsWith("/."))
          .toList();
    }
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts between build and deployment, with a stub of Docker that prints the real output. */
class ReleaseScriptsTest {
  private static final String DIGEST = "sha256:" + "5e".repeat(32);
  private static final String PUSH = "scripts/push-images.sh";

  @TempDir private Path folder;

  @Test
  void deploysTheDigestThatTheRegistryAcknowledged() throws Exception {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
    var pushed = push("echo \"1.0: digest: " + DIGEST + " size: 1234\"");

    assertThat(pushed.code()).isZero();
    assertThat(rendered(pushed.text()))
        .contains("image: registry.example.com/ours/gateway@" + DIGEST)
        .doesNotContain("image: streamviewer/");
  }

  @Test
  void stopsTheDeploymentWithoutADigest() throws Exception {
    assertThat(push("echo 'pushed, I think'").code()).isNotZero();
  }

  @Test
  void stopsTheDeploymentAfterAFailedPush() throws Exception {
    assertThat(push("exit 1").code()).isNotZero();
  }

  @Test
  void replacesOneServiceAfterTheOther() throws Exception {
    assertThat(deploy("production", "true").code()).isZero();
    assertThat(steps())
        .containsExactly(
            "!app.kubernetes.io/name",
            "app.kubernetes.io/name=auth-service",
            "deployment/auth-service",
            "app.kubernetes.io/name=notifier-service",
            "deployment/notifier-service",
            "app.kubernetes.io/name=webhook-service",
            "deployment/webhook-service",
            "app.kubernetes.io/name=gateway",
            "deployment/gateway");
  }

  @Test
  void replacesOnlyTheServicesOfTheOverlay() throws Exception {
    assertThat(deploy("compact", "true").code()).isZero();
    assertThat(steps())
        .containsExactly(
            "!app.kubernetes.io/name", "app.kubernetes.io/name=gateway", "deployment/gateway");
  }

  @Test
  void endsTheDeploymentAtTheServiceThatDoesNotStart() throws Exception {
    assertThat(deploy("production", "[ $5 != deployment/auth-service ]").code()).isNotZero();
    assertThat(steps()).hasSize(3).last().isEqualTo("deployment/auth-service");
  }

  @Test
  void reportsAdvisoriesOfHighAndUnknownSeverity() throws Exception {
    assertThat(severe(advisory("GHSA-1", "7.0"), advisory("GHSA-2", "9.8"), advisory("MAL-3", "")))
        .containsExactly(
            "library 1.0: GHSA-1, severity 7.0",
            "library 1.0: GHSA-2, severity 9.8",
            "library 1.0: MAL-3, severity unknown");
  }

  @Test
  void ignoresAdvisoriesOfLowerSeverity() throws Exception {
    assertThat(severe(advisory("GHSA-4", "6.9"))).isEmpty();
    assertThat(severe()).isEmpty();
  }

  @Test
  void namesTheLogOfAnEngineThatDoesNotStart() throws Exception {
    stub("docker", "exit 1");
    stub("dockerd", "echo 'failed to start daemon: Devices cgroup is not mounted'; exit 1");
    stub("id", "echo 0");
    var log = folder.resolve("engine.log").toString();

    var output =
        RepositoryFiles.run(
            Map.of("PATH", folder + ":" + System.getenv("PATH"), "DOCKER_LOG", log),
            "bash",
            "-c",
            "exec 2>&1; . scripts/tools.sh; need_docker");

    assertThat(output.code()).isNotZero();
    assertThat(output.text()).contains(log, "failed to start daemon: Devices cgroup");
  }

  @Test
  void setsTheVersionOfAReleaseEverywhere() throws Exception {
    var output = prepare("9.8.7");

    assertThat(output.code()).as(output.text()).isZero();
    var named =
        RepositoryFiles.run(
            Map.of(),
            "bash",
            "-c",
            "cd \"$0\" && grep -l '<version>9.8.7</version>' pom.xml */pom.xml | wc -l && ls"
                + " pom.xml */pom.xml | wc -l && grep -c '\"version\": \"9.8.7\"'"
                + " gateway/src/main/web/package*.json benchmarks/lighthouse/package*.json && grep"
                + " 'version: 9.8.7' gateway/src/main/resources/openapi.yaml",
            folder.toString());
    assertThat(named.code()).as(named.text()).isZero();
    var lines = named.text().lines().toList();
    assertThat(lines.get(0)).isEqualTo(lines.get(1));
    assertThat(named.text())
        .contains("web/package.json:1", "web/package-lock.json:2")
        .contains("lighthouse/package.json:1", "lighthouse/package-lock.json:2");
    assertThat(Files.readString(folder.resolve("CHANGELOG.md")))
        .contains("## Unreleased\n\n## 9.8.7 (2026-12-24)\n\n- Something");
  }

  @Test
  void refusesAVersionThatIsNoVersion() throws Exception {
    var output = prepare("next");

    assertThat(output.code()).isNotZero();
    assertThat(output.text()).contains("The version is \"next\", expected three numbers");
  }

  /** Prepares a release in a copy of the files that name the version. */
  private RepositoryFiles.Output prepare(String version) throws IOException, InterruptedException {
    stub("mvn", "exit 0");
    return RepositoryFiles.run(
        Map.of("RELEASE_DATE", "2026-12-24", "PATH", folder + ":" + System.getenv("PATH")),
        "bash",
        "-c",
        "exec 2>&1; tar -cf - pom.xml */pom.xml CHANGELOG.md scripts"
            + " gateway/src/main/web/package*.json benchmarks/lighthouse/package*.json"
            + " gateway/src/main/resources/openapi.yaml | tar -xf - -C \"$0\" && sed -i '0,/^##"
            + " Unreleased/ s//## Unreleased\\n"
            + "\\n"
            + "- Something/' \"$0/CHANGELOG.md\" && bash \"$0/scripts/release.sh\" prepare \"$1\"",
        folder.toString(),
        version);
  }

  private void stub(String name, String script) throws IOException {
    var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Deploys with a stub of {@code kubectl} that renders, but changes no cluster. */
  private RepositoryFiles.Output deploy(String overlay, String result)
      throws IOException, InterruptedException {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
    stub(
        "kubectl",
        """
        if [ "$1" = kustomize ]; then
          PATH=${PATH#*:}
          exec kubectl "$@"
        fi
        echo "$5" >>"%s"
        %s"""
            .formatted(folder.resolve("steps"), result));
    return RepositoryFiles.run(
        Map.of("PATH", folder + ":" + System.getenv("PATH")),
        "bash",
        "scripts/deploy.sh",
        "k8s/overlays/" + overlay);
  }

  /** The selectors that were applied and the Deployments that were awaited. */
  private List<String> steps() throws IOException {
    return Files.readAllLines(folder.resolve("steps"));
  }

  /** Runs the script with a stub of {@code docker}; returns the output. */
  private RepositoryFiles.Output push(String docker) throws IOException, InterruptedException {
    var command = folder.resolve("docker");
    Files.writeString(command, "#!/bin/sh\n" + docker + "\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    return RepositoryFiles.run(
        Map.of(
            "PATH",
            folder + ":" + System.getenv("PATH"),
            "IMAGE_REPOSITORY",
            "registry.example.com/ours"),
        "bash",
        PUSH,
        "1.0");
  }

  /** Renders a deployment whose images are named by the component. */
  private String rendered(String component) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("deployment.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: gateway}
        spec:
          template:
            spec:
              containers: [{name: gateway, image: streamviewer/gateway}]
        """);
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        "resources: [deployment.yaml]\ncomponents: [images]\n");
    Files.createDirectory(folder.resolve("images"));
    Files.writeString(folder.resolve("images/kustomization.yaml"), component);
    return RepositoryFiles.run(Map.of(), "kubectl", "kustomize", folder.toString()).text();
  }

  private String[] severe(JsonObject... groups) throws IOException, InterruptedException {
    assumeThat(RepositoryFiles.run(Map.of(), "sh", "-c", "command -v jq").code())
        .as("jq is available")
        .isZero();
    var found =
        new JsonObject()
            .put("package", new JsonObject().put("name", "library").put("version", "1.0"));
    if (groups.length > 0) {
      found.put("groups", JsonArray.of((Object[]) groups));
    }
    var report = folder.resolve("report.json");
    var source = new JsonObject().put("packages", JsonArray.of(found));
    Files.writeString(report, new JsonObject().put("results", JsonArray.of(source)).encode());

    var output =
        RepositoryFiles.run(
            Map.of(),
            "jq",
            "--raw-output",
            "--from-file",
            "scripts/severe-advisories.jq",
            report.toString());
    assertThat(output.code()).isZero();
    return output.text().lines().toArray(String[]::new);
  }

  private static JsonObject advisory(String id, String severity) {
    return new JsonObject().put("ids", JsonArray.of(id)).put("max_severity", severity);
  }
}

package dev.streamviewer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.utility.DockerImageName;

/**
 * The images of a release, with the variables of its overlay {@code sandbox}.
 *
 * @param sources the release's sources, which Maven has built
 * @param tag the tag of the images
 */
record ReleaseImages(Path sources, String tag) {
  private static final String SERVICES = "gateway auth-service notifier-service webhook-service";

  /** Returns the images of the present tree. */
  static ReleaseImages present() {
    return new ReleaseImages(RepositoryFiles.ROOT, "test");
  }

  /** Returns the images of the last release, whose folder {@code ./test containers} names. */
  static ReleaseImages last() {
    var sources =
        Objects.requireNonNull(
            System.getProperty("last.release"),
            "-Dlast.release is missing: run ./test containers, which builds the last release");
    return new ReleaseImages(Path.of(sources), "last");
  }

  /** Builds the images of the services by the release's own scripts. */
  void build() throws IOException, InterruptedException {
    build(SERVICES);
  }

  /** Builds the images of the services and the stand-in for Twitch and Pusher. */
  void buildWithSandbox() throws IOException, InterruptedException {
    build("sandbox " + SERVICES);
  }

  private void build(String images) throws IOException, InterruptedException {
    RepositoryFiles.script(sources, Map.of("IMAGES", images), "scripts/images.sh", tag);
  }

  DockerImageName image(String service) {
    return DockerImageName.parse("streamviewer/%s:%s".formatted(service, tag));
  }

  /** Returns the variables that the overlay sets. */
  Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    var manifests = RenderedManifests.of(sources.resolve("k8s"), "sandbox");
    manifests.all(ConfigMap.class).forEach(it -> variables.putAll(it.getData()));
    manifests
        .all(Secret.class)
        .flatMap(it -> it.getData().entrySet().stream())
        .forEach(
            it ->
                variables.put(
                    it.getKey(), new String(Base64.getDecoder().decode(it.getValue()), UTF_8)));
    return variables;
  }
}

package dev.streamviewer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An overlay, rendered by {@code kubectl kustomize}. */
record RenderedManifests(List<HasMetadata> resources) {
  /** The folder of the manifests, which is the folder of this module. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** The YAML of each overlay of this module; a rendering takes most of a second. */
  private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

  /** Reads an overlay anew, so that no test sees what another changes. */
  static RenderedManifests of(String overlay) {
    return parse(render(overlay));
  }

  /** Renders an overlay of other manifests. */
  static RenderedManifests of(Path manifests, String overlay) {
    return parse(render(manifests, overlay));
  }

  private static RenderedManifests parse(String rendered) {
    var documents = rendered.split("(?m)^---$");
    return new RenderedManifests(
        Arrays.stream(documents).map(it -> (HasMetadata) YAML.unmarshal(it)).toList());
  }

  /** Whether {@code kubectl} is available. */
  static boolean canRender() {
    try {
      return new ProcessBuilder("kubectl", "version", "--client").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  <R extends HasMetadata> Stream<R> all(Class<R> kind) {
    return resources.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The YAML of an overlay. */
  static String render(String overlay) {
    return RENDERED.computeIfAbsent(overlay, it -> render(FOLDER, it));
  }

  private static String render(Path manifests, String overlay) {
    var folder = manifests.resolve("overlays").resolve(overlay);
    try {
      var process = new ProcessBuilder("kubectl", "kustomize", folder.toString()).start();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(new String(process.getErrorStream().readAllBytes(), UTF_8));
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("Cannot run kubectl", e);
    }
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Limits of the ingress controller (component {@code nginx-annotations}) apply to browsers, never
 * to Twitch.
 */
class IngressLimitsTest {
  private static final String PREFIX = "nginx.ingress.kubernetes.io/";

  private List<Ingress> ingresses;

  @BeforeAll
  static void needsKubectl() {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
  }

  @BeforeEach
  void render() {
    ingresses = RenderedManifests.of("../src/test/overlays/nginx").all(Ingress.class).toList();
  }

  @Test
  void limitsConnectionsAndRequestsPerAddress() {
    assertThat(Stream.of("/", "/assets/index.js", "/api/auth/login", "/api/pusher/webhook"))
        .allSatisfy(
            path -> assertThat(annotations(path)).contains("limit-connections", "limit-rps"));
  }

  @Test
  void appliesNoLimitToWebhooks() {
    assertThat(Stream.of("/api/callback", "/api/callback/hub"))
        .allSatisfy(
            path ->
                assertThat(annotations(path))
                    .contains("proxy-body-size")
                    .noneMatch(name -> name.startsWith("limit-") || name.startsWith("auth-"))
                    .noneMatch(name -> name.contains("whitelist") || name.contains("allowlist")));
  }

  /** With any of these annotations, nginx treats all paths of the host as regular expressions. */
  @Test
  void usesNoRegularExpressionsForPaths() {
    assertThat(ingresses)
        .flatExtracting(it -> it.getMetadata().getAnnotations().keySet())
        .doesNotContain(PREFIX + "use-regex", PREFIX + "rewrite-target");
  }

  /** Two Ingresses that request the same certificate would conflict. */
  @Test
  void requestsTheCertificateOnce() {
    assertThat(ingresses)
        .filteredOn(
            it -> it.getMetadata().getAnnotations().containsKey("cert-manager.io/cluster-issuer"))
        .hasSize(1);
  }

  /** The names of the controller's annotations for a path. */
  private List<String> annotations(String path) {
    return ingresses.stream()
        .filter(it -> longest(it, path) >= 0)
        .max(Comparator.comparingInt(it -> longest(it, path)))
        .orElseThrow()
        .getMetadata()
        .getAnnotations()
        .keySet()
        .stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .toList();
  }

  private static int longest(Ingress ingress, String path) {
    return ingress.getSpec().getRules().stream()
        .flatMap(it -> it.getHttp().getPaths().stream())
        .map(HTTPIngressPath::getPath)
        .filter(it -> path.equals(it) || path.startsWith(it.endsWith("/") ? it : it + "/"))
        .mapToInt(String::length)
        .max()
        .orElse(-1);
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The components of overlays: ways in, secrets, and settings that are set once. */
class ComponentsTest {
  private static final String OVERLAYS = "../src/test/overlays/";
  private static final String EVERYTHING = OVERLAYS + "everything";
  private static final String RELEASE = "release";

  @BeforeAll
  static void needsKubectl() {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "gateway-api", "nginx", "openshift", "traefik"})
  void putsOwnSettingsEverywhere(String overlay) {
    assertThat(RenderedManifests.render(OVERLAYS + overlay))
        .contains("PUBLIC_URL: https://own.example.org\n")
        .doesNotContain("viewer.example.com", "letsencrypt", "10.96.0.10", "name: settings");
  }

  @Test
  void selectsByTheReleaseOfThePrometheusStack() {
    var manifests = RenderedManifests.of(EVERYTHING);

    assertThat(manifests.all(PodMonitor.class).map(ComponentsTest::labels))
        .singleElement()
        .satisfies(labels -> assertThat(labels).containsEntry(RELEASE, "own-release"));
    assertThat(manifests.all(PrometheusRule.class).map(ComponentsTest::labels))
        .singleElement()
        .satisfies(labels -> assertThat(labels).containsEntry(RELEASE, "own-release"));
  }

  @Test
  void countsEachPodOnceWithThePodMonitor() {
    assertThat(RenderedManifests.render(EVERYTHING)).doesNotContain("prometheus.io/scrape");
    assertThat(RenderedManifests.render("production")).contains("prometheus.io/scrape");
  }

  @Test
  void needsNoCertainIngressController() {
    assertThat(RenderedManifests.of("production").all(Ingress.class))
        .singleElement()
        .satisfies(
            ingress -> {
              assertThat(ingress.getSpec().getIngressClassName()).isNull();
              assertThat(ingress.getMetadata().getAnnotations())
                  .containsOnlyKeys("cert-manager.io/cluster-issuer");
            });
  }

  @Test
  void routesByTheGatewayApiInsteadOfAnIngress() {
    var manifests = RenderedManifests.of(OVERLAYS + "gateway-api");
    assertThat(manifests.all(Ingress.class)).isEmpty();
    assertThat(manifests.all(Gateway.class))
        .singleElement()
        .satisfies(it -> assertThat(it.getSpec().getGatewayClassName()).isEqualTo("own-class"));
    var services =
        manifests
            .all(Service.class)
            .filter(it -> it.getMetadata().getName().equals("gateway"))
            .flatMap(it -> it.getSpec().getPorts().stream())
            .map(ServicePort::getPort)
            .toList();

    assertThat(
            manifests
                .all(HTTPRoute.class)
                .flatMap(it -> it.getSpec().getRules().stream())
                .flatMap(it -> it.getBackendRefs().stream()))
        .singleElement()
        .satisfies(it -> assertThat(it.getName()).isEqualTo("gateway"))
        .extracting(HTTPBackendRef::getPort)
        .isIn(services);
  }

  /** A route that names a listener which the Gateway does not have is never attached. */
  @Test
  void attachesRoutesToListenersOfTheGateway() {
    var manifests = RenderedManifests.of(OVERLAYS + "gateway-api");
    var listeners =
        manifests
            .all(Gateway.class)
            .flatMap(it -> it.getSpec().getListeners().stream())
            .map(it -> it.getName());

    assertThat(listeners)
        .containsAll(
            manifests
                .all(HTTPRoute.class)
                .flatMap(it -> it.getSpec().getParentRefs().stream())
                .map(it -> it.getSectionName())
                .toList());
  }

  @Test
  void limitsAddressesWithTraefikExceptForWebhooks() {
    var manifests = RenderedManifests.of(OVERLAYS + "traefik");
    var middlewares =
        generic(manifests, "Middleware")
            .map(it -> "streamviewer-" + it.getMetadata().getName() + "@kubernetescrd")
            .toList();
    var used =
        manifests
            .all(Ingress.class)
            .map(it -> it.getMetadata().getAnnotations())
            .map(it -> it.get("traefik.ingress.kubernetes.io/router.middlewares"))
            .filter(Objects::nonNull)
            .toList();

    assertThat(used).hasSize(1);
    assertThat(used.get(0).split(",")).containsExactlyInAnyOrderElementsOf(middlewares);
    assertThat(generic(manifests, "Middleware"))
        .extracting(
            it -> ((Map<?, ?>) it.getAdditionalProperties().get("spec")).keySet().toString())
        .containsExactlyInAnyOrder("[rateLimit]", "[inFlightReq]");
  }

  /** The entry of webhooks is read as a whole, since a previous secret is there only at times. */
  @Test
  void readsEverySecretFromTheStore() {
    var manifests = RenderedManifests.of(EVERYTHING);
    var secrets = generic(manifests, "ExternalSecret").toList();
    var needed =
        manifests
            .all(Deployment.class)
            .flatMap(it -> it.getSpec().getTemplate().getSpec().getContainers().stream())
            .flatMap(it -> it.getEnv().stream())
            .filter(it -> it.getValueFrom() != null)
            .map(it -> it.getValueFrom().getSecretKeyRef())
            .filter(Objects::nonNull)
            .collect(
                Collectors.groupingBy(
                    SecretKeySelector::getName,
                    Collectors.mapping(SecretKeySelector::getKey, Collectors.toSet())));

    assertThat(needed.get("webhook")).contains("WEBHOOK_SECRET_PREVIOUS");
    assertThat(secrets)
        .extracting(it -> it.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(needed.keySet());
    assertThat(secrets)
        .allSatisfy(
            it -> {
              var name = it.getMetadata().getName();
              if (name.equals("webhook")) {
                assertThat(spec(it).get("dataFrom"))
                    .hasToString("[{extract={key=streamviewer/webhook}}]");
              } else {
                assertThat(keys(it)).hasSameElementsAs(needed.get(name));
              }
            });
  }

  /** OpenShift refuses pods with a user id outside the range of their namespace. */
  @Test
  void leavesUserIdsToOpenShift() {
    assertThat(RenderedManifests.of(OVERLAYS + "openshift").all(Deployment.class))
        .isNotEmpty()
        .extracting(it -> it.getSpec().getTemplate().getSpec().getSecurityContext())
        .allSatisfy(
            it -> {
              assertThat(it.getRunAsUser()).isNull();
              assertThat(it.getRunAsGroup()).isNull();
              assertThat(it.getFsGroup()).isNull();
              assertThat(it.getRunAsNonRoot()).isTrue();
            });
  }

  private static Stream<GenericKubernetesResource> generic(
      RenderedManifests manifests, String kind) {
    return manifests.all(GenericKubernetesResource.class).filter(it -> it.getKind().equals(kind));
  }

  private static Map<?, ?> spec(GenericKubernetesResource resource) {
    return (Map<?, ?>) resource.getAdditionalProperties().get("spec");
  }

  private static List<String> keys(GenericKubernetesResource secret) {
    return ((List<?>) spec(secret).get("data"))
        .stream().map(it -> (String) ((Map<?, ?>) it).get("secretKey")).toList();
  }

  private static Map<String, String> labels(HasMetadata resource) {
    return resource.getMetadata().getLabels();
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(
    strings = {
      "sandbox",
      "production",
      "compact",
      "../src/test/overlays/everything",
      "../src/test/overlays/gateway-api",
      "../src/test/overlays/nginx",
      "../src/test/overlays/openshift",
      "../src/test/overlays/traefik"
    })
class RenderedManifestsTest {
  private static final Set<String> SERVICES =
      Set.of("gateway", "auth-service", "webhook-service", "notifier-service");

  /** The only Deployment of the overlay whose pods do everything. */
  private static final Set<String> COMPACT = Set.of("gateway");

  /** Kinds without a model here; {@link ComponentsTest} reads them. */
  private static final Set<String> UNMODELLED = Set.of("ExternalSecret", "Middleware");

  /** The label of the pods that cert-manager starts for a challenge. */
  private static final String SOLVER = "acme.cert-manager.io/http01-solver";

  @Parameter private String overlay;

  @BeforeAll
  static void needsKubectl() {
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
  }

  @Test
  void usesOnlyKnownFields() {
    assertThat(manifests().resources())
        .isNotEmpty()
        .filteredOn(it -> !UNMODELLED.contains(it.getKind()))
        .noneMatch(GenericKubernetesResource.class::isInstance)
        .allSatisfy(
            it -> assertThat(UnknownFields.in(it)).as(it.getMetadata().getName()).isEmpty());
  }

  @Test
  void findsAMisspelledField() {
    var pod =
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                    - name: c
                      imagePolicy: Always
                """);

    assertThat(UnknownFields.in(pod)).containsExactly("Container.imagePolicy");
  }

  @Test
  void deploysAllServices() {
    assertThat(manifests().all(Deployment.class).map(it -> it.getMetadata().getName()))
        .containsAll(services());
  }

  @Test
  void selectsExistingPods() {
    var manifests = manifests();
    var selectors =
        Stream.of(
                manifests.all(Service.class).map(it -> it.getSpec().getSelector()),
                manifests
                    .all(PodDisruptionBudget.class)
                    .map(it -> it.getSpec().getSelector().getMatchLabels()),
                manifests
                    .all(NetworkPolicy.class)
                    .map(it -> it.getSpec().getPodSelector().getMatchLabels()),
                manifests
                    .all(PodMonitor.class)
                    .map(it -> it.getSpec().getSelector().getMatchLabels()),
                manifests
                    .all(Deployment.class)
                    .map(it -> it.getSpec().getSelector().getMatchLabels()))
            .flatMap(it -> it)
            .filter(Objects::nonNull)
            .filter(selector -> !selector.containsKey(SOLVER));

    assertThat(selectors)
        .allSatisfy(
            selector ->
                assertThat(manifests.all(Deployment.class).map(RenderedManifestsTest::podLabels))
                    .anySatisfy(labels -> assertThat(labels).containsAllEntriesOf(selector)));
  }

  /** Any two members can hold both copies of an entry; eviction fails for a pod of two budgets. */
  @Test
  void evictsOneMemberAtATime() {
    var manifests = manifests();

    assertThat(manifests.all(PodDisruptionBudget.class))
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
              assertThat(manifests.all(Deployment.class))
                  .filteredOn(it -> services().contains(it.getMetadata().getName()))
                  .extracting(RenderedManifestsTest::podLabels)
                  .allSatisfy(
                      it ->
                          assertThat(it)
                              .containsAllEntriesOf(
                                  budget.getSpec().getSelector().getMatchLabels()));
            });
  }

  /** A rollout that makes progress is not given up before the start of a pod is. */
  @Test
  void allowsARolloutLongerThanAStart() {
    assertThat(manifests().all(Deployment.class))
        .filteredOn(it -> services().contains(it.getMetadata().getName()))
        .allSatisfy(it -> assertThat(it.getSpec().getProgressDeadlineSeconds()).isGreaterThan(600));
  }

  @Test
  void scalesExistingDeployments() {
    var deployments =
        manifests().all(Deployment.class).map(it -> it.getMetadata().getName()).toList();

    assertThat(manifests().all(HorizontalPodAutoscaler.class))
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(deployments).contains(it.getSpec().getScaleTargetRef().getName()));
  }

  /**
   * A replica count beside an autoscaler would undo the autoscaler's decision on each deployment.
   */
  @Test
  void setsNoReplicaCountForScaledDeployments() {
    var scaled =
        manifests()
            .all(HorizontalPodAutoscaler.class)
            .map(it -> it.getSpec().getScaleTargetRef().getName())
            .toList();

    assertThat(manifests().all(Deployment.class))
        .filteredOn(it -> scaled.contains(it.getMetadata().getName()))
        .allSatisfy(it -> assertThat(it.getSpec().getReplicas()).isNull());
  }

  /** A JVM keeps the memory that it has taken, so the memory of containers never scales down. */
  @Test
  void scalesByNothingThatNeverFalls() {
    assertThat(manifests().all(HorizontalPodAutoscaler.class))
        .flatMap(it -> it.getSpec().getMetrics())
        .filteredOn(it -> it.getResource() != null)
        .extracting(it -> it.getResource().getName())
        .containsOnly("cpu");
  }

  @Test
  void namesNoClusterDomain() {
    assertThat(RenderedManifests.render(overlay)).doesNotContain("cluster.local");
  }

  @Test
  void scalesByMetricsOfTheCode() {
    assertThat(manifests().all(HorizontalPodAutoscaler.class))
        .flatMap(it -> it.getSpec().getMetrics())
        .filteredOn(it -> it.getPods() != null)
        .allSatisfy(
            it -> assertThat(sources()).contains('"' + it.getPods().getMetric().getName() + '"'));
  }

  @Test
  void runsOnlyImagesThatAreBuilt() {
    var built = RepositoryFiles.read(RepositoryFiles.ROOT.resolve("scripts/image-names.sh"));

    assertThat(containers(manifests()))
        .extracting(Container::getImage)
        .map(image -> image.replaceAll(".*streamviewer/([a-z-]+)[:@].+", "$1"))
        .allSatisfy(
            module -> {
              assertThat(built).containsPattern("all_images=.*\\b" + module + "\\b");
              assertThat(RepositoryFiles.ROOT.resolve(module).resolve("pom.xml")).exists();
            });
  }

  /** A node's disk would keep temporary files longer than the pod. */
  @Test
  void keepsTemporaryFilesOfMembersInMemory() {
    assertThat(
            manifests()
                .all(Deployment.class)
                .map(it -> it.getSpec().getTemplate())
                .filter(it -> it.getMetadata().getLabels().containsKey("streamviewer.dev/bus"))
                .flatMap(it -> it.getSpec().getVolumes().stream())
                .filter(it -> it.getEmptyDir() != null))
        .hasSize(services().size())
        .allSatisfy(it -> assertThat(it.getEmptyDir().getMedium()).isEqualTo("Memory"));
  }

  /** The volume belongs to the pod's group, by {@code fsGroup} or by what OpenShift sets. */
  @Test
  void letsOnlyTheGroupReadKeys() {
    assertThat(
            manifests()
                .all(Deployment.class)
                .flatMap(it -> it.getSpec().getTemplate().getSpec().getVolumes().stream())
                .filter(it -> it.getSecret() != null))
        .hasSize(overlay.equals("sandbox") ? 0 : services().size())
        .allSatisfy(
            it ->
                assertThat(it.getSecret().getDefaultMode()).isEqualTo(Integer.parseInt("440", 8)));
  }

  /** Neither the gateway nor the sandbox needs it, but pods that do everything do. */
  @Test
  void allowsInternetAccessToTheServicesThatNeedIt() {
    assertThat(manifests().all(Deployment.class))
        .filteredOn(it -> podLabels(it).containsKey("streamviewer.dev/internet"))
        .extracting(it -> it.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(
            isCompact() ? COMPACT : Set.of("auth-service", "webhook-service", "notifier-service"));
  }

  @Test
  void refersToPortsByName() {
    var manifests = manifests();
    var ports = containers(manifests).flatMap(it -> it.getPorts().stream()).toList();
    assertThat(ports).allSatisfy(it -> assertThat(it.getContainerPort()).isBetween(1024, 65_535));
    var names = ports.stream().map(ContainerPort::getName).collect(Collectors.toSet());

    assertThat(manifests.all(Service.class).flatMap(it -> it.getSpec().getPorts().stream()))
        .allSatisfy(it -> assertThat(names).contains(it.getTargetPort().getStrVal()));
    assertThat(manifests.all(Ingress.class).flatMap(it -> it.getSpec().getRules().stream()))
        .flatMap(it -> it.getHttp().getPaths())
        .allSatisfy(
            it -> assertThat(names).contains(it.getBackend().getService().getPort().getName()));
    assertThat(containers(manifests).flatMap(RenderedManifestsTest::probes))
        .extracting(
            it -> it.getHttpGet() == null ? it.getTcpSocket().getPort() : it.getHttpGet().getPort())
        .extracting(IntOrString::getStrVal)
        .allSatisfy(it -> assertThat(names).contains(it));
  }

  @Test
  void scrapesExistingPortsAndPaths() {
    var manifests = manifests();
    var names =
        containers(manifests).flatMap(it -> it.getPorts().stream()).map(ContainerPort::getName);
    var portNames = names.collect(Collectors.toSet());

    assertThat(
            manifests
                .all(PodMonitor.class)
                .flatMap(it -> it.getSpec().getPodMetricsEndpoints().stream()))
        .allSatisfy(
            it -> {
              assertThat(portNames).contains(it.getPort());
              assertThat(sources()).contains('"' + it.getPath() + '"');
            });
  }

  @Test
  void probesExistingPaths() {
    var sources = sources();

    assertThat(containers(manifests()).flatMap(RenderedManifestsTest::probes))
        .filteredOn(it -> it.getHttpGet() != null)
        .extracting(it -> it.getHttpGet().getPath())
        .allSatisfy(path -> assertThat(sources).contains('"' + path + '"'));
  }

  @Test
  void givesEachProbeOfAServiceItsOwnPath() {
    assertThat(containers(manifests()))
        .filteredOn(it -> services().contains(it.getName()))
        .hasSize(services().size())
        .allSatisfy(
            it ->
                assertThat(probes(it).map(probe -> probe.getHttpGet().getPath()))
                    .containsExactly("/health/started", "/health/ready", "/health/live"));
  }

  /** As long as the process itself allows: less would end a start on a slow core. */
  @Test
  void allowsAStartOfTenMinutes() {
    assertThat(containers(manifests()))
        .filteredOn(it -> services().contains(it.getName()))
        .extracting(Container::getStartupProbe)
        .allSatisfy(
            it -> assertThat(it.getPeriodSeconds() * it.getFailureThreshold()).isEqualTo(600));
  }

  @Test
  void setsOnlyVariablesThatTheCodeReads() {
    var manifests = manifests();
    var names =
        Stream.concat(
                containers(manifests).flatMap(it -> it.getEnv().stream()).map(EnvVar::getName),
                manifests
                    .all(ConfigMap.class)
                    .filter(it -> isEnvironment(it, manifests))
                    .flatMap(it -> it.getData().keySet().stream()))
            .filter(name -> !"POD_NAMESPACE".equals(name))
            .distinct();
    var sources = sources();

    assertThat(names)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(sources.contains('"' + name + '"') || sources.contains("${" + name))
                    .as(name)
                    .isTrue());
  }

  /**
   * Without Pusher the secret does not exist; with Pusher, the process itself reports missing
   * variables.
   */
  @Test
  void startsPodsWithoutTheSecretOfPusher() {
    var variables =
        containers(manifests())
            .flatMap(it -> it.getEnv().stream())
            .filter(it -> it.getName().startsWith("PUSHER_"))
            .toList();

    assertThat(variables)
        .extracting(EnvVar::getName)
        .containsOnly("PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET");
    assertThat(variables).allMatch(it -> it.getValueFrom().getSecretKeyRef().getOptional());
  }

  @Test
  void setsAGracePeriodLongerThanTheDrain() {
    assertThat(manifests().all(Deployment.class))
        .filteredOn(it -> services().contains(it.getMetadata().getName()))
        .allSatisfy(
            it ->
                assertThat(it.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                    .isGreaterThan(45));
  }

  @Test
  void restrictsContainersToTheirNeeds() {
    assertThat(containers(manifests()))
        .allSatisfy(
            it -> {
              var security = it.getSecurityContext();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(it.getResources().getLimits()).containsKey("memory");
            });
    assertThat(manifests().all(Deployment.class))
        .allSatisfy(
            it -> {
              var pod = it.getSpec().getTemplate().getSpec();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            });
  }

  /** An account that several services shared would give each of them the rights of the notifier. */
  @Test
  void givesEachServiceAnAccountOfItsOwn() {
    var manifests = manifests();
    var deployments =
        manifests.all(Deployment.class).map(it -> it.getMetadata().getName()).toList();

    assertThat(manifests.all(ServiceAccount.class))
        .allSatisfy(it -> assertThat(it.getAutomountServiceAccountToken()).isFalse())
        .extracting(it -> it.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(deployments);
    assertThat(manifests.all(Deployment.class))
        .allSatisfy(
            it ->
                assertThat(it.getSpec().getTemplate().getSpec().getServiceAccountName())
                    .isEqualTo(it.getMetadata().getName()));
  }

  @Test
  void runsAllServicesInCompactPodsAlone() {
    assertThat(containers(manifests()).map(Container::getImage))
        .filteredOn(image -> image.contains("/all-in-one"))
        .hasSize(isCompact() ? 1 : 0);
  }

  private boolean isCompact() {
    return overlay.equals("compact");
  }

  private Set<String> services() {
    return isCompact() ? COMPACT : SERVICES;
  }

  private RenderedManifests manifests() {
    return RenderedManifests.of(overlay);
  }

  private static Map<String, String> podLabels(Deployment deployment) {
    return deployment.getSpec().getTemplate().getMetadata().getLabels();
  }

  private static Stream<Container> containers(RenderedManifests manifests) {
    return manifests
        .all(Deployment.class)
        .flatMap(it -> it.getSpec().getTemplate().getSpec().getContainers().stream());
  }

  private static boolean isEnvironment(ConfigMap map, RenderedManifests manifests) {
    return containers(manifests)
        .flatMap(it -> it.getEnvFrom().stream())
        .map(EnvFromSource::getConfigMapRef)
        .filter(Objects::nonNull)
        .anyMatch(it -> it.getName().equals(map.getMetadata().getName()));
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
            container.getStartupProbe(),
            container.getReadinessProbe(),
            container.getLivenessProbe())
        .filter(Objects::nonNull);
  }

  private static String sources() {
    try (var files = Files.walk(RepositoryFiles.ROOT, 12)) {
      return files
          .filter(it -> it.toString().matches(".*/src/main/(java|resources)/.*\\.(java|xml)"))
          .map(RepositoryFiles::read)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Network.Ipam;
import com.github.dockerjava.api.model.Volume;
import dev.streamviewer.testing.ScrapedMetrics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * The project's images as the overlay {@code sandbox} runs them, with the bus encrypted as in
 * {@code production}. Each runs as an unprivileged user, with a read-only root file system, and is
 * found by the common name of all members.
 */
final class ContainerCluster implements AutoCloseable {
  /** For a start on a fraction of a core; a container that ends fails the test at once. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

  private static final int PUBLIC_PORT = 8080;
  private static final int MANAGEMENT_PORT = 9090;
  private static final int TWITCH_PORT = 8090;
  private static final int DRAIN_SECONDS = 45;
  private static final Path CERTIFICATES = RenderedManifests.FOLDER.resolve("target/bus-tls");
  private static final String CERTIFICATES_INSIDE = "/etc/bus-tls";
  private static final Map<String, String> BUS =
      Map.of("CLUSTER_DNS", "bus", "BUS_TLS_DIR", CERTIFICATES_INSIDE, "LOG_LEVEL", "WARN");

  private final String subnet;
  private final Network network;
  private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();
  private final Map<String, String> addresses = new HashMap<>();
  private final Map<ReleaseImages, Map<String, String>> variables = new HashMap<>();
  private int nextAddress = 10;
  private ReleaseImages release;
  private volatile URI entrance;

  /**
   * @param subnet the first three numbers of the addresses, such as {@code 172.30.7}
   * @param release the release of the first containers
   */
  ContainerCluster(String subnet, ReleaseImages release) {
    this.subnet = subnet;
    this.release = release;
    this.network =
        Network.builder()
            .createNetworkCmdModifier(
                command ->
                    command.withIpam(
                        new Ipam().withConfig(new Ipam.Config().withSubnet(subnet + ".0/24"))))
            .build();
  }

  /**
   * Builds the images from Maven's packages, and certificates for the bus. Skips the calling tests
   * where containers are not requested or not available.
   */
  static void buildImages() throws IOException, InterruptedException {
    assumeThat(System.getProperty("containers"))
        .as("requested by ./test containers (builds images and takes minutes)")
        .isNotNull();
    assumeThat(RenderedManifests.canRender()).as("kubectl is available").isTrue();
    assumeThat(DockerClientFactory.instance().isDockerAvailable())
        .as("a Docker Engine is available")
        .isTrue();
    ReleaseImages.present().buildWithSandbox();
    makeCertificates();
  }

  private static void makeCertificates() throws IOException, InterruptedException {
    RepositoryFiles.script(
        RepositoryFiles.ROOT, Map.of(), "scripts/certs.sh", CERTIFICATES.toString());
    // The containers run as a different user.
    var files = CERTIFICATES.toFile();
    var readable = Stream.of(files.listFiles()).allMatch(it -> it.setReadable(true, false));
    if (!readable || !files.setExecutable(true, false)) {
      throw new AssertionError(
          "Cannot make the certificates readable for other users: " + CERTIFICATES);
    }
  }

  /** The value of a variable in the overlay. */
  String variable(String name) {
    return variables().get(name);
  }

  private Map<String, String> variables() {
    return variables.computeIfAbsent(release, ReleaseImages::variables);
  }

  /** Starts containers of another release from now on. */
  void use(ReleaseImages release) {
    this.release = release;
  }

  /** The address of the gateway that was started last. */
  URI entrance() {
    return entrance;
  }

  /** Starts the sandbox; returns the address of its Twitch. */
  URI sandbox() {
    var sandbox =
        container("sandbox", ReleaseImages.present().image("sandbox"))
            .withNetworkAliases("sandbox.localhost")
            .withEnv("SANDBOX_HOST", "sandbox.localhost")
            .withEnv("SANDBOX_DEMO_LIFE", "false")
            .withEnv("PUBLIC_URL", "http://gateway.localhost:8080")
            .withExposedPorts(TWITCH_PORT)
            .waitingFor(
                Wait.forHttp("/sandbox/state")
                    .forPort(TWITCH_PORT)
                    .withStartupTimeout(START_TIMEOUT));
    containers.put("sandbox", sandbox);
    sandbox.start();
    return address(sandbox, TWITCH_PORT);
  }

  /** Starts services together, as Kubernetes does, and waits until all are ready. */
  void start(String... names) {
    var started = new ArrayList<GenericContainer<?>>();
    for (var name : names) {
      var service = service(name);
      var address = addresses.computeIfAbsent(name, it -> subnet + "." + nextAddress++);
      var container =
          container(name, release.image(service))
              .withNetworkAliases(aliases(service))
              .withEnv(variables())
              .withEnv(BUS)
              .withEnv("POD_IP", address)
              .withEnv("POD_NAME", name)
              .withExposedPorts(PUBLIC_PORT, MANAGEMENT_PORT)
              .withCreateContainerCmdModifier(command -> command.withIpv4Address(address))
              .waitingFor(
                  Wait.forHttp("/health/ready")
                      .forPort(MANAGEMENT_PORT)
                      .withStartupTimeout(START_TIMEOUT));
      containers.put(name, container);
      started.add(container);
    }
    var starting = Startables.deepStart(started);
    await()
        .atMost(START_TIMEOUT)
        .until(() -> starting.isDone() || started.stream().anyMatch(ContainerCluster::hasEnded));
    if (!starting.isDone()) {
      throw new AssertionError("A container ended during its start; its log says why");
    }
    starting.join();
    for (var name : names) {
      if ("gateway".equals(service(name))) {
        entrance = address(containers.get(name), PUBLIC_PORT);
      }
    }
  }

  /** The sum of a counter over all running services. */
  double sumOf(String counter) {
    return containers.keySet().stream()
        .filter(name -> !"sandbox".equals(name))
        .mapToDouble(name -> counter(name, counter))
        .sum();
  }

  private double counter(String name, String counter) {
    return ScrapedMetrics.of(managementOf(containers.get(name))).total(counter);
  }

  /** A container that starts again gets another port of this machine. */
  private static URI managementOf(GenericContainer<?> container) {
    var ports = container.getCurrentContainerInfo().getNetworkSettings().getPorts().getBindings();
    var port = ports.get(ExposedPort.tcp(MANAGEMENT_PORT))[0].getHostPortSpec();
    return URI.create("http://%s:%s".formatted(container.getHost(), port));
  }

  private static boolean hasEnded(GenericContainer<?> container) {
    return container.getContainerId() != null
        && "exited".equals(container.getCurrentContainerInfo().getState().getStatus());
  }

  /** Stops a service as Kubernetes does: a signal, then a grace period. */
  void drain(String name) {
    var container = containers.remove(name);
    container
        .getDockerClient()
        .stopContainerCmd(container.getContainerId())
        .withTimeout(DRAIN_SECONDS)
        .exec();
    container.stop();
  }

  /** Kills a service without warning, like the kernel when memory runs out. */
  void kill(String name) {
    var container = containers.remove(name);
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    container.stop();
  }

  /** Replaces the certificate of all members, by the same authority, and lets them read it. */
  void renewCertificates(Duration time) {
    try {
      makeCertificates();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("The certificates cannot be renewed", e);
    }
    waitFor(time);
  }

  /** Kills one service after the other; each starts again at once, as a kubelet does it. */
  void killInTurn(List<String> names, Duration interval, Duration time) {
    var end = Instant.now().plus(time);
    for (var i = 0; Instant.now().isBefore(end); i++) {
      var container = containers.get(names.get(i % names.size()));
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
      waitFor(interval);
    }
  }

  /** Pauses all processes of a service for a while. */
  void freeze(String name, Duration time) {
    var container = containers.get(name);
    var docker = container.getDockerClient();
    docker.pauseContainerCmd(container.getContainerId()).exec();
    waitFor(time);
    docker.unpauseContainerCmd(container.getContainerId()).exec();
  }

  /** Disconnects a service from the network for a while; the process keeps running. */
  void cutOff(String name, Duration time) {
    var container = containers.get(name);
    var docker = container.getDockerClient();
    docker
        .disconnectFromNetworkCmd()
        .withContainerId(container.getContainerId())
        .withNetworkId(network.getId())
        .exec();
    waitFor(time);
    docker
        .connectToNetworkCmd()
        .withContainerId(container.getContainerId())
        .withNetworkId(network.getId())
        .withContainerNetwork(
            new ContainerNetwork()
                .withAliases(aliases(service(name)))
                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(addresses.get(name))))
        .exec();
  }

  /** Lets a fault last; waits for no condition. */
  private static void waitFor(Duration time) {
    await().pollDelay(time).timeout(time.plusSeconds(5)).until(() -> true);
  }

  private static String service(String name) {
    return name.replaceAll("-[0-9]+$", "");
  }

  /** The common name of all members, and the service's name in the settings of other services. */
  private static String[] aliases(String service) {
    return new String[] {"bus", service + ".localhost"};
  }

  @Override
  public void close() {
    containers.values().parallelStream().forEach(GenericContainer::stop);
    network.close();
  }

  private GenericContainer<?> container(String name, DockerImageName image) {
    return new GenericContainer<>(image)
        .withImagePullPolicy(missing -> false)
        .withNetwork(network)
        .withTmpFs(Map.of("/tmp", "rw"))
        .withCreateContainerCmdModifier(
            command ->
                command
                    .withUser("10001:10001")
                    .getHostConfig()
                    .withReadonlyRootfs(true)
                    .withCapDrop(Capability.ALL)
                    .withSecurityOpts(List.of("no-new-privileges"))
                    .withBinds(
                        new Bind(
                            CERTIFICATES.toString(),
                            new Volume(CERTIFICATES_INSIDE),
                            AccessMode.ro)))
        .withLogConsumer(frame -> System.out.print(name + " " + frame.getUtf8String()));
  }

  private static URI address(GenericContainer<?> container, int port) {
    return URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(port)));
  }
}

package dev.streamviewer.benchmarks.process;

import dev.streamviewer.benchmarks.load.LoadProcess;
import dev.streamviewer.testing.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A program that a benchmark starts.
 *
 * @param jar the path from the root of the repository
 * @param port the public port
 * @param ready whether the process is ready
 */
public record ProductProgram(
    String name, Path jar, int port, Map<String, String> environment, Predicate<ChildJvm> ready) {
  /** The JVM options of {@code ./run}. */
  public static final List<String> JVM_OPTIONS =
      List.of("@" + Path.of("scripts", "java.args").toAbsolutePath(), "-Xmx512m");

  private static final int TIMEOUT_MILLIS = 2_000;

  /** The product alone; nothing listens on the ports of Twitch and Pusher. */
  public static ProductProgram allInOne() throws IOException {
    return allInOne(ProductBuild.THIS, FreePorts.one());
  }

  /** The product with Pusher on this machine; nothing listens on Twitch's port. */
  public static ProductProgram allInOne(ProductBuild build, int pusherPort) throws IOException {
    var ports = FreePorts.several(2);
    var environment = baseEnvironment(ports.get(0), ports.get(1));
    environment.putAll(externalServices(pusherPort));
    return new ProductProgram(
        "all-in-one",
        build.jar("all-in-one"),
        ports.get(0),
        environment,
        jvm -> isHealthy(health(ports.get(1), "started")));
  }

  /**
   * A single service without a cluster. It counts as ready although the services that it waits for
   * do not exist.
   */
  public static ProductProgram standalone(String service) throws IOException {
    var ports = FreePorts.several(2);
    var environment = baseEnvironment(ports.get(0), ports.get(1));
    environment.putAll(externalServices(FreePorts.one()));
    return new ProductProgram(
        service + " alone",
        ProductBuild.THIS.jar(service),
        ports.get(0),
        environment,
        jvm -> jvm.output().contains("Started after"));
  }

  /**
   * A member of the cluster on this machine.
   *
   * @param probe {@code started}, or {@code ready} to wait until the service has found the services
   *     that it needs
   */
  public static ProductProgram member(
      ProductBuild build, String service, int pusherPort, String probe) throws IOException {
    return member(build, service, pusherPort, probe, Map.of());
  }

  /**
   * A member of the cluster on this machine.
   *
   * @param variables further variables
   */
  public static ProductProgram member(
      ProductBuild build,
      String service,
      int pusherPort,
      String probe,
      Map<String, String> variables)
      throws IOException {
    var ports = FreePorts.several(2);
    var environment = baseEnvironment(ports.get(0), ports.get(1));
    environment.putAll(externalServices(pusherPort));
    environment.put("CLUSTER", "local");
    environment.put("CLUSTER_PORT", String.valueOf(build.clusterPort()));
    environment.putAll(variables);
    return new ProductProgram(
        service,
        build.jar(service),
        ports.get(0),
        environment,
        jvm -> isHealthy(health(ports.get(1), probe)));
  }

  /**
   * A service that joins the cluster on this machine, ready once it has found the services that it
   * needs. A webhook service would otherwise wait for a token of Twitch, which is absent.
   */
  public static ProductProgram joining(String service, int pusherPort) throws IOException {
    var member = member(ProductBuild.THIS, service, pusherPort, "started");
    return new ProductProgram(
        service, member.jar(), member.port(), member.environment(), ProductProgram::hasFoundAll);
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param jvmOptions options in addition to {@link #JVM_OPTIONS}
   */
  public ChildJvm start(CpuPinning core, List<String> jvmOptions) throws Exception {
    var arguments = new ArrayList<>(JVM_OPTIONS);
    arguments.addAll(jvmOptions);
    arguments.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    var jvm = ChildJvm.start(core, environment, arguments);
    jvm.await(() -> ready.test(jvm));
    return jvm;
  }

  private static boolean hasFoundAll(ChildJvm jvm) {
    return jvm.output()
        .lines()
        .anyMatch(line -> line.contains("Found ") && !line.contains("waiting for"));
  }

  /** The product with the sandbox, ready once the log says so. */
  public static ProductProgram demo() throws IOException {
    var ports = FreePorts.several(2);
    return new ProductProgram(
        "demo (./run)",
        ProductBuild.THIS.jar("demo"),
        ports.get(0),
        baseEnvironment(ports.get(0), ports.get(1)),
        jvm -> jvm.output().contains("Started after"));
  }

  private static Map<String, String> externalServices(int pusherPort) throws IOException {
    var closedPort = FreePorts.one();
    return Map.ofEntries(
        Map.entry("TWITCH_CLIENT_ID", "benchmark"),
        Map.entry("TWITCH_CLIENT_SECRET", "benchmark-client-secret"),
        Map.entry("TWITCH_ID_URL", "http://127.0.0.1:" + closedPort + "/oauth2"),
        Map.entry("TWITCH_API_URL", "http://127.0.0.1:" + closedPort + "/helix"),
        Map.entry("WEBHOOK_SECRET", LoadProcess.SECRET),
        Map.entry("PUSHER_APP_ID", "1"),
        Map.entry("PUSHER_KEY", "benchmark-key"),
        Map.entry("PUSHER_SECRET", "benchmark-secret"),
        Map.entry("PUSHER_HOST", "127.0.0.1"),
        Map.entry("PUSHER_PORT", String.valueOf(pusherPort)),
        Map.entry("PUSHER_TLS", "false"));
  }

  private static URI health(int managementPort, String probe) {
    return URI.create("http://127.0.0.1:" + managementPort + "/health/" + probe);
  }

  private static Map<String, String> baseEnvironment(int port, int managementPort) {
    var environment = new HashMap<String, String>();
    environment.put("PORT", String.valueOf(port));
    environment.put("PUBLIC_URL", "http://localhost:" + port);
    environment.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    environment.put("LOG_LEVEL", "INFO");
    // All load comes from a single address.
    environment.put("MAX_CONNECTIONS_PER_ADDRESS", "0");
    return environment;
  }

  private static boolean isHealthy(URI health) {
    try {
      var connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      var status = connection.getResponseCode();
      connection.disconnect();
      return status / 100 == 2;
    } catch (IOException e) {
      return false;
    }
  }
}

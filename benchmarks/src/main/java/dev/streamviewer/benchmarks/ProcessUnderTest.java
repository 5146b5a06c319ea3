package dev.streamviewer.benchmarks;

import dev.streamviewer.benchmarks.load.LoadProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Something that is started.
 *
 * @param jar seen from the root of the repository
 * @param port the public one
 * @param ready whether it serves by now
 */
record ProcessUnderTest(
    String name, Path jar, int port, Map<String, String> environment, Predicate<ChildJvm> ready) {
  private static final int PATIENCE = 2_000;

  /** The product alone: Twitch and Pusher are at a port where nobody answers. */
  static ProcessUnderTest allInOne() throws IOException {
    return allInOne(BuildInfo.THIS, FreePorts.free(1).get(0));
  }

  /** The product, with Pusher on this machine; Twitch is at a port where nobody answers. */
  static ProcessUnderTest allInOne(BuildInfo build, int pusherPort) throws IOException {
    var ports = FreePorts.free(2);
    var environment = quiet(ports.get(0), ports.get(1));
    environment.putAll(outside(pusherPort));
    return new ProcessUnderTest(
        "all-in-one",
        build.jar("all-in-one"),
        ports.get(0),
        environment,
        jvm -> isWell(health(ports.get(1), "started")));
  }

  /**
   * One service in a process without a cluster, until it serves all that it ever will: the others,
   * for whom it waits, do not exist.
   */
  static ProcessUnderTest alone(String service) throws IOException {
    var ports = FreePorts.free(2);
    var environment = quiet(ports.get(0), ports.get(1));
    environment.putAll(outside(FreePorts.free(1).get(0)));
    return new ProcessUnderTest(
        service + " alone",
        BuildInfo.THIS.jar(service),
        ports.get(0),
        environment,
        jvm -> jvm.output().contains("Ready after"));
  }

  /**
   * One service as a member of the cluster on this machine.
   *
   * @param probe until {@code started}, or until {@code ready}, when it has found whom it needs
   */
  static ProcessUnderTest member(BuildInfo build, String service, int pusherPort, String probe)
      throws IOException {
    var ports = FreePorts.free(2);
    var environment = quiet(ports.get(0), ports.get(1));
    environment.putAll(outside(pusherPort));
    environment.put("CLUSTER", "local");
    environment.put("CLUSTER_PORT", String.valueOf(build.clusterPort()));
    return new ProcessUnderTest(
        service,
        build.jar(service),
        ports.get(0),
        environment,
        jvm -> isWell(health(ports.get(1), probe)));
  }

  /**
   * One service that joins the cluster on this machine, until it has found whom it needs. A webhook
   * service would be ready no sooner than Twitch, which is not there, has given it a token.
   */
  static ProcessUnderTest joining(String service, int pusherPort) throws IOException {
    var member = member(BuildInfo.THIS, service, pusherPort, "started");
    return new ProcessUnderTest(
        service, member.jar(), member.port(), member.environment(), ProcessUnderTest::hasFoundAll);
  }

  private static boolean hasFoundAll(ChildJvm jvm) {
    return jvm.output()
        .lines()
        .anyMatch(line -> line.contains("Found ") && !line.contains("waiting for"));
  }

  /** The product and its stand-ins, until it says so. */
  static ProcessUnderTest sandbox() throws IOException {
    var ports = FreePorts.free(2);
    return new ProcessUnderTest(
        "sandbox (./run)",
        BuildInfo.THIS.jar("sandbox"),
        ports.get(0),
        quiet(ports.get(0), ports.get(1)),
        jvm -> jvm.output().contains("Ready after"));
  }

  private static Map<String, String> outside(int pusherPort) throws IOException {
    var dead = FreePorts.free(1).get(0);
    return Map.ofEntries(
        Map.entry("TWITCH_CLIENT_ID", "benchmark"),
        Map.entry("TWITCH_CLIENT_SECRET", "benchmark-client-secret"),
        Map.entry("TWITCH_ID_URL", "http://127.0.0.1:" + dead + "/oauth2"),
        Map.entry("TWITCH_API_URL", "http://127.0.0.1:" + dead + "/helix"),
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

  private static Map<String, String> quiet(int port, int managementPort) {
    var environment = new HashMap<String, String>();
    environment.put("PORT", String.valueOf(port));
    environment.put("PUBLIC_URL", "http://localhost:" + port);
    environment.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    environment.put("LOG_LEVEL", "INFO");
    // All load comes from one address.
    environment.put("MAX_CONNECTIONS_PER_ADDRESS", "0");
    return environment;
  }

  private static boolean isWell(URI health) {
    try {
      var connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE);
      connection.setReadTimeout(PATIENCE);
      var status = connection.getResponseCode();
      connection.disconnect();
      return status / 100 == 2;
    } catch (IOException e) {
      return false;
    }
  }
}

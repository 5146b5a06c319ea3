package dev.streamviewer.benchmarks;

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
 * @param ready whether it serves by now
 */
record Program(String name, Path jar, Map<String, String> environment, Predicate<ChildJvm> ready) {
  private static final int PATIENCE = 2_000;

  /** The product alone: Twitch and Pusher are at a port where nobody answers. */
  static Program allInOne() throws IOException {
    var ports = Ports.free(3);
    var environment = quiet(ports.get(0), ports.get(1));
    var dead = ports.get(2);
    environment.put("TWITCH_CLIENT_ID", "benchmark");
    environment.put("TWITCH_CLIENT_SECRET", "benchmark-client-secret");
    environment.put("TWITCH_ID_URL", "http://127.0.0.1:" + dead + "/oauth2");
    environment.put("TWITCH_API_URL", "http://127.0.0.1:" + dead + "/helix");
    environment.put("WEBHOOK_SECRET", "benchmark-webhook-secret");
    environment.put("PUSHER_APP_ID", "1");
    environment.put("PUSHER_KEY", "benchmark-key");
    environment.put("PUSHER_SECRET", "benchmark-secret");
    environment.put("PUSHER_HOST", "127.0.0.1");
    environment.put("PUSHER_PORT", String.valueOf(dead));
    environment.put("PUSHER_TLS", "false");
    var health = URI.create("http://127.0.0.1:" + ports.get(1) + "/health/started");
    return new Program("all-in-one", jar("all-in-one"), environment, jvm -> isWell(health));
  }

  /** The product and its stand-ins, until it says so. */
  static Program sandbox() throws IOException {
    var ports = Ports.free(2);
    return new Program(
        "sandbox (./run)",
        jar("sandbox"),
        quiet(ports.get(0), ports.get(1)),
        jvm -> jvm.output().contains("Ready after"));
  }

  private static Map<String, String> quiet(int port, int managementPort) {
    var environment = new HashMap<String, String>();
    environment.put("PORT", String.valueOf(port));
    environment.put("PUBLIC_URL", "http://localhost:" + port);
    environment.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    environment.put("LOG_LEVEL", "INFO");
    return environment;
  }

  private static Path jar(String module) {
    return Path.of(module, "target", module + ".jar");
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

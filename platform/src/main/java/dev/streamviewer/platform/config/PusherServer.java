package dev.streamviewer.platform.config;

import java.util.regex.Pattern;

/**
 * The Pusher app and its server: Pusher itself, or a compatible server.
 *
 * @param key the public key of the app
 * @param cluster Pusher's cluster; empty where a host is set
 * @param host a compatible server; empty for Pusher itself
 * @param port 0 for the default port of the scheme
 */
public record PusherServer(String key, String cluster, String host, int port, boolean tls) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

  /** Whether Pusher is enabled; otherwise the other variables are not read. */
  public static boolean isEnabled(Settings settings) {
    return settings.flag("PUSHER_ENABLED", true);
  }

  /** Reads the variables that all users of Pusher share. */
  public static PusherServer from(Settings settings) {
    var server =
        new PusherServer(
            settings.required("PUSHER_KEY", "the key of your Pusher app"),
            host(settings, "PUSHER_CLUSTER"),
            host(settings, "PUSHER_HOST"),
            settings.port("PUSHER_PORT", 0),
            settings.flag("PUSHER_TLS", true));
    if (server.cluster().isEmpty() && server.host().isEmpty()) {
      settings.fault(
          "PUSHER_CLUSTER is not set: the cluster of your Pusher app, such as eu"
              + " (or PUSHER_HOST for a compatible server)");
    }
    return server;
  }

  /** A host name without scheme, port or path; empty if the variable is not set. */
  public static String host(Settings settings, String name) {
    var host = settings.text(name, "");
    if (!host.isEmpty() && !HOST.matcher(host).matches()) {
      settings.fault(
          "%s is \"%s\", expected a name without scheme, port or path".formatted(name, host));
    }
    return host;
  }
}

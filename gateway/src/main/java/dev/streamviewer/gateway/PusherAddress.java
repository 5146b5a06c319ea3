package dev.streamviewer.gateway;

import dev.streamviewer.platform.launch.Settings;
import java.util.regex.Pattern;

/**
 * Where the page finds Pusher, or a server that speaks as Pusher does.
 *
 * @param key names the application; it is public
 * @param tls whether the page connects by wss
 */
public record PusherAddress(String key, String host, int port, boolean tls) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

  /**
   * Reads what browsers are told: each {@code PUSHER_PUBLIC_} variable, else the one that the
   * services use themselves, else Pusher's own cluster.
   */
  static PusherAddress from(Settings settings) {
    var key = settings.required("PUSHER_KEY", "the key of the application at Pusher");
    var tls = settings.flag("PUSHER_PUBLIC_TLS", settings.flag("PUSHER_TLS", true));
    var usual = number(settings, "PUSHER_PORT", tls ? 443 : 80);
    var port = number(settings, "PUSHER_PUBLIC_PORT", usual);
    return new PusherAddress(key, host(settings), port, tls);
  }

  /**
   * The addresses of the WebSocket without a path, as a content security policy names them. Where
   * plain ones are used, pusher-js tries encrypted ones as well.
   */
  String origins() {
    return tls ? origin("wss", 443) : origin("ws", 80) + " " + origin("wss", 443);
  }

  private String origin(String scheme, int usual) {
    return port == usual
        ? "%s://%s".formatted(scheme, host)
        : "%s://%s:%d".formatted(scheme, host, port);
  }

  private static String host(Settings settings) {
    var cluster = checked(settings, "PUSHER_CLUSTER");
    var own = checked(settings, "PUSHER_HOST");
    if (cluster.isEmpty() && own.isEmpty()) {
      settings.fault(
          "PUSHER_CLUSTER is not set: the cluster of the application at Pusher, such as eu"
              + " (or set PUSHER_HOST to use a compatible server)");
    }
    var open = checked(settings, "PUSHER_PUBLIC_HOST");
    if (!open.isEmpty()) {
      return open;
    }
    return own.isEmpty() ? "ws-%s.pusher.com".formatted(cluster) : own;
  }

  private static String checked(Settings settings, String name) {
    var host = settings.text(name, "");
    if (!host.isEmpty() && !HOST.matcher(host).matches()) {
      settings.fault(
          "%s is \"%s\", expected a name without scheme, port or path".formatted(name, host));
    }
    return host;
  }

  private static int number(Settings settings, String name, int fallback) {
    return settings.number(name, fallback, 1, 65_535);
  }
}

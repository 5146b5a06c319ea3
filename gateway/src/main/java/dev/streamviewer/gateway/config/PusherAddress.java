package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Settings;
import java.util.Optional;

/**
 * Where the page finds Pusher, or a server that speaks as Pusher does.
 *
 * @param key names the application; it is public
 * @param tls whether the page connects by wss
 */
public record PusherAddress(String key, String host, int port, boolean tls) {
  /** Where it is; empty if there is none, so that pages have no live feed. */
  static Optional<PusherAddress> find(Settings settings) {
    return PusherServer.isEnabled(settings) ? Optional.of(from(settings)) : Optional.empty();
  }

  /**
   * Reads what browsers are told: each {@code PUSHER_PUBLIC_} variable, else the one that the
   * services use themselves, else Pusher's own cluster.
   */
  private static PusherAddress from(Settings settings) {
    var server = PusherServer.from(settings);
    var tls = settings.flag("PUSHER_PUBLIC_TLS", server.tls());
    var usual = server.port() == 0 ? tls ? 443 : 80 : server.port();
    var port = settings.number("PUSHER_PUBLIC_PORT", usual, 1, 65_535);
    return new PusherAddress(server.key(), host(settings, server), port, tls);
  }

  private static String host(Settings settings, PusherServer server) {
    var open = PusherServer.host(settings, "PUSHER_PUBLIC_HOST");
    if (!open.isEmpty()) {
      return open;
    }
    return server.host().isEmpty() ? "ws-%s.pusher.com".formatted(server.cluster()) : server.host();
  }

  /**
   * The addresses of the WebSocket without a path, as a content security policy names them. Where
   * plain ones are used, pusher-js tries encrypted ones as well.
   */
  public String origins() {
    return tls ? origin("wss", 443) : origin("ws", 80) + " " + origin("wss", 443);
  }

  private String origin(String scheme, int usual) {
    return port == usual
        ? "%s://%s".formatted(scheme, host)
        : "%s://%s:%d".formatted(scheme, host, port);
  }
}

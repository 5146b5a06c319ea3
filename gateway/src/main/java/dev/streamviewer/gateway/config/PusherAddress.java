package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Settings;
import java.util.Optional;

/**
 * The public address of Pusher, or of a server that speaks Pusher's protocol.
 *
 * @param key the public key of the application
 * @param tls whether the page connects by wss
 */
public record PusherAddress(String key, String host, int port, boolean tls) {
  /** Reads the address; empty without Pusher, so that pages have no live feed. */
  static Optional<PusherAddress> find(Settings settings) {
    return PusherServer.isEnabled(settings) ? Optional.of(from(settings)) : Optional.empty();
  }

  /**
   * Reads each {@code PUSHER_PUBLIC_} variable; defaults to the server that the services use, then
   * to Pusher's own cluster.
   */
  private static PusherAddress from(Settings settings) {
    var server = PusherServer.from(settings);
    var tls = settings.flag("PUSHER_PUBLIC_TLS", server.tls());
    var defaultPort = server.port() == 0 ? tls ? 443 : 80 : server.port();
    var port = settings.number("PUSHER_PUBLIC_PORT", defaultPort, 1, 65_535);
    return new PusherAddress(server.key(), host(settings, server), port, tls);
  }

  private static String host(Settings settings, PusherServer server) {
    var publicHost = PusherServer.host(settings, "PUSHER_PUBLIC_HOST");
    if (!publicHost.isEmpty()) {
      return publicHost;
    }
    return server.host().isEmpty() ? "ws-%s.pusher.com".formatted(server.cluster()) : server.host();
  }

  /**
   * The origins of the WebSocket for a content security policy. For a plain address the encrypted
   * origin is included, since pusher-js tries both.
   */
  public String origins() {
    var encrypted = WebOrigin.of("wss", host, port);
    return tls ? encrypted : WebOrigin.of("ws", host, port) + " " + encrypted;
  }
}

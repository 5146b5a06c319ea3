package dev.streamviewer.gateway.config;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Scheme, host and port of an address, as browsers write them: without a default port. */
public final class WebOrigin {
  private static final Map<String, Integer> DEFAULT_PORTS =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);

  private WebOrigin() {}

  public static String of(URI address) {
    return of(address.getScheme(), address.getHost(), address.getPort());
  }

  /**
   * Returns the origin.
   *
   * @param port -1 for the scheme's default port
   */
  static String of(String scheme, String host, int port) {
    return port == -1 || Objects.equals(DEFAULT_PORTS.get(scheme), port)
        ? "%s://%s".formatted(scheme, host)
        : "%s://%s:%d".formatted(scheme, host, port);
  }
}

package dev.streamviewer.gateway.config;

import java.net.URI;

/** Scheme, host and port of an address, as browsers write them. */
public final class RequestOrigin {
  private RequestOrigin() {}

  public static String of(URI address) {
    var defaultPort = "https".equals(address.getScheme()) ? 443 : 80;
    return address.getPort() == -1 || address.getPort() == defaultPort
        ? "%s://%s".formatted(address.getScheme(), address.getHost())
        : "%s://%s:%d".formatted(address.getScheme(), address.getHost(), address.getPort());
  }
}

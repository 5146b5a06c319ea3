package dev.streamviewer.gateway;

import java.net.URI;

/** Scheme, host and port of an address, as browsers write them. */
final class Origins {
  private Origins() {}

  static String of(URI address) {
    var usual = "https".equals(address.getScheme()) ? 443 : 80;
    return address.getPort() == -1 || address.getPort() == usual
        ? "%s://%s".formatted(address.getScheme(), address.getHost())
        : "%s://%s:%d".formatted(address.getScheme(), address.getHost(), address.getPort());
  }
}

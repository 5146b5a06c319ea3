package dev.streamviewer.gateway.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Identifies clients by address. An IPv6 client is identified by the 64-bit network, since each
 * host has countless addresses.
 */
public final class ClientAddresses {
  private static final int NETWORK_BYTES = 8;

  private final int proxies;

  /**
   * @param proxies the number of reverse proxies in front of this server, each of which appends the
   *     address of its client to X-Forwarded-For
   */
  public ClientAddresses(int proxies) {
    this.proxies = proxies;
  }

  /** The client of a request: the nearest address that is not a trusted proxy. */
  public String of(HttpServerRequest request) {
    return of(of(request.remoteAddress()), request.headers().getAll("X-Forwarded-For"));
  }

  /**
   * The client behind a remote address.
   *
   * @param forwarded the values of X-Forwarded-For
   */
  String of(String remote, List<String> forwarded) {
    return proxies == 0 ? remote : forwardedClient(forwarded).orElse(remote);
  }

  /** The remote client of a connection. */
  static String of(SocketAddress remote) {
    var address = remote == null ? null : remote.hostAddress();
    return address == null ? "unknown" : network(address).orElse(address);
  }

  /** Reads only entries that trusted proxies appended; the client can forge all earlier entries. */
  private Optional<String> forwardedClient(List<String> forwarded) {
    var entries = String.join(",", forwarded).split(",", -1);
    return entries.length < proxies
        ? Optional.empty()
        : network(withoutPort(entries[entries.length - proxies].strip()));
  }

  private static String withoutPort(String entry) {
    if (NetUtil.isValidIpV6Address(entry)) {
      return entry;
    }
    var parsed = HostAndPort.parseAuthority(entry, -1);
    return parsed == null ? entry : parsed.host();
  }

  private static Optional<String> network(String literal) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(literal);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      // Java turns an IPv4-mapped IPv6 address into IPv4.
      var address = InetAddress.getByAddress(bytes);
      return Optional.of(
          address instanceof Inet6Address
              ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
              : address.getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}

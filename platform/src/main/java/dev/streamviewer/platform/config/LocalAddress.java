package dev.streamviewer.platform.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.regex.Pattern;

/** An address of this machine, at which a server can listen. */
public final class LocalAddress {
  /** Digits with dots or colons, so that no text is looked up in DNS. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%\\w]*");

  private LocalAddress() {}

  /** Whether a text is an IP address of this machine, or the address that stands for all. */
  public static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches() && exists(text);
  }

  /** Whether a host is an address of this machine, or the address that stands for all. */
  public static boolean exists(String host) {
    try {
      var address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }
}

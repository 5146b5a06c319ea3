package dev.streamviewer.kubernetes;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
record AddressRange(String cidr) {
  boolean contains(String address) {
    var slash = cidr.indexOf('/');
    var network = bytes(cidr.substring(0, slash));
    var other = bytes(address);
    var ignored = network.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
    return network.length == other.length
        && new BigInteger(1, network)
            .shiftRight(ignored)
            .equals(new BigInteger(1, other).shiftRight(ignored));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + address + "\" is not an IP address", e);
    }
  }
}

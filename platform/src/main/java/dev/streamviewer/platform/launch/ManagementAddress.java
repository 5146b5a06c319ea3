package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/**
 * Where a process tells operators about itself.
 *
 * @param host the address that it listens on
 * @param port the port, or the first of them
 * @param ports how many to try, from the first upwards: services on one machine each take the next
 */
record ManagementAddress(String host, int port, int ports) {
  private static final int PORTS_ON_ONE_MACHINE = 32;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ALL = "0.0.0.0";

  /**
   * Reads the variables; what is wrong collects in the settings. Without a host it is this machine
   * alone, but in a pod, whose probes and Prometheus come from outside, all addresses.
   */
  static ManagementAddress from(Settings settings, ClusterConfig cluster) {
    var host = settings.text("MANAGEMENT_HOST", cluster.mode() == Mode.DNS ? ALL : LOOPBACK);
    if (!isOfThisMachine(host)) {
      settings.fault(
          "MANAGEMENT_HOST is \"%s\", expected an address of this machine, such as %s, or %s for all"
              .formatted(host, LOOPBACK, ALL));
    }
    return new ManagementAddress(
        host,
        settings.port("MANAGEMENT_PORT", 9090),
        cluster.mode() == Mode.LOCAL ? PORTS_ON_ONE_MACHINE : 1);
  }

  private static boolean isOfThisMachine(String host) {
    try {
      var address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }
}

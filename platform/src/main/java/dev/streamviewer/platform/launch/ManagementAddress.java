package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.config.LocalAddress;
import dev.streamviewer.platform.config.Settings;

/**
 * The address of a process's management server.
 *
 * @param host the listening address
 * @param port the port, or the first of several
 * @param ports the number of ports to try, upwards from the first: services on one machine each
 *     take the next free port
 */
record ManagementAddress(String host, int port, int ports) {
  private static final int MAX_LOCAL_PORTS = 32;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ALL_ADDRESSES = "0.0.0.0";

  /**
   * Reads the variables; faults collect in the settings. The default host is loopback. In a pod the
   * default is all addresses, since probes and Prometheus connect from outside.
   */
  static ManagementAddress from(Settings settings, ClusterConfig cluster) {
    var host =
        settings.text("MANAGEMENT_HOST", cluster.mode() == Mode.DNS ? ALL_ADDRESSES : LOOPBACK);
    if (!LocalAddress.exists(host)) {
      settings.fault(
          "MANAGEMENT_HOST is \"%s\", expected an address of this machine, such as %s, or %s for all"
              .formatted(host, LOOPBACK, ALL_ADDRESSES));
    }
    return new ManagementAddress(
        host,
        settings.port("MANAGEMENT_PORT", 9090),
        cluster.mode() == Mode.LOCAL ? MAX_LOCAL_PORTS : 1);
  }
}

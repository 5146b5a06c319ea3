package dev.streamviewer.platform.cluster;

import dev.streamviewer.platform.config.LocalAddress;
import dev.streamviewer.platform.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How this process finds the other members.
 *
 * @param dns the name of a headless service whose addresses are the members; empty unless DNS
 * @param host the address at which other members reach this process
 * @param port the port for membership traffic; on one machine the first of 32
 * @param tls a folder with {@code tls.crt}, {@code tls.key} and {@code ca.crt}; empty for none
 */
public record ClusterConfig(Mode mode, String dns, String host, int port, Optional<Path> tls) {
  private static final String LOOPBACK = "127.0.0.1";

  /** Java 24 removed the security manager, which Infinispan 14 queries at startup. */
  private static final int MAX_JAVA = 23;

  /** The location of the other members. */
  public enum Mode {
    /** No cluster: one process runs all services. */
    NONE,
    /** Members on this machine. */
    LOCAL,
    /** Members behind a DNS name, as in Kubernetes. */
    DNS
  }

  /** Reads the variables; faults collect in the settings. */
  public static ClusterConfig from(Settings settings) {
    return from(settings, Runtime.version().feature());
  }

  static ClusterConfig from(Settings settings, int java) {
    var mode = mode(settings);
    if (mode != Mode.NONE && java > MAX_JAVA) {
      settings.fault(
          "This is Java %d, which cannot form a cluster: use Java 17 or 21, or run all services"
                  .formatted(java)
              + " in one process (CLUSTER=none)");
    }
    var dns = settings.text("CLUSTER_DNS", "");
    if (mode == Mode.DNS && dns.isEmpty()) {
      settings.fault("CLUSTER_DNS is not set: the name of the headless service, such as" + " bus");
    }
    var host = mode == Mode.DNS ? settings.text("POD_IP", "") : LOOPBACK;
    if (mode == Mode.DNS && host.isEmpty()) {
      settings.fault(
          "POD_IP is not set: the address at which other processes reach this one (status.podIP)");
    } else if (mode == Mode.DNS && !LocalAddress.isLiteral(host)) {
      settings.fault(
          "POD_IP is \"%s\", expected an IPv4 or IPv6 address of this machine (status.podIP)"
              .formatted(host));
    }
    var port = settings.number("CLUSTER_PORT", 7800, 1024, 65_000);
    return new ClusterConfig(mode, dns, host, port, tls(settings));
  }

  /** The port of the event bus in a pod, fixed so that a network policy can name it. */
  public int busPort() {
    return port + 1;
  }

  /** Whether members reach each other by IPv6; all members of a cluster use the same protocol. */
  boolean usesIpv6() {
    return host.contains(":");
  }

  private static Mode mode(Settings settings) {
    var text = settings.text("CLUSTER", "none");
    return switch (text) {
      case "none" -> Mode.NONE;
      case "local" -> Mode.LOCAL;
      case "dns" -> Mode.DNS;
      default -> {
        settings.fault("CLUSTER is \"%s\", expected none, local or dns".formatted(text));
        yield Mode.NONE;
      }
    };
  }

  private static Optional<Path> tls(Settings settings) {
    var folder = settings.text("BUS_TLS_DIR", "");
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    var unreadable =
        BusCertificates.FILES.stream()
            .filter(file -> !Files.isReadable(Path.of(folder, file)))
            .toList();
    unreadable.forEach(
        file ->
            settings.fault(
                "BUS_TLS_DIR is \"%s\", which has no readable %s".formatted(folder, file)));
    if (unreadable.isEmpty()) {
      try {
        BusCertificates.read(Path.of(folder), Clock.systemUTC());
      } catch (IllegalArgumentException e) {
        settings.fault(e.getMessage());
      }
    }
    return Optional.of(Path.of(folder));
  }
}

package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamviewer.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that reach each other by IPv6, in a network namespace with IPv4 only on loopback. */
class Ipv6PodsIT {
  private static final String NETWORK =
      "ip link set lo up && ip -6 addr add fd00::1/128 dev lo && ip -6 addr add fd00::2/128 dev lo";

  @Test
  void findEachOtherByIpv6(@TempDir Path folder) throws Exception {
    assumeThat(succeeds(NETWORK)).as("root, and IPv6, on Linux").isTrue();
    // The addresses of the headless service.
    var hosts = Files.writeString(folder.resolve("hosts"), "fd00::1 bus\nfd00::2 bus\n");

    try (var pods =
        new JavaProcess(
            List.of("unshare", "--net", "sh", "-c", NETWORK + " && exec \"$@\"", "sh"),
            List.of("-Djdk.net.hosts.file=" + hosts, "-Xmx256m"),
            Ipv6Pods.class.getName(),
            Map.of())) {
      assertThat(pods.exitCode()).as(pods.output() + "\n" + pods.errors()).isZero();
      assertThat(pods.output()).contains(Ipv6Pods.DONE);
    }
  }

  private static boolean succeeds(String script) throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "--net", "sh", "-c", script).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}

package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.process.CpuPinning;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of a cluster: either pods with all services each, or a gateway, an auth service,
 * and a number of the others.
 *
 * @param pods processes with all services; 0 if each service has processes of its own
 * @param ownCores whether each process has a core to itself, as far as there are enough; otherwise
 *     all share one
 * @param certificates a folder with certificates for mutual TLS between the processes
 */
public record ClusterLayout(
    int pods, int webhookServices, int notifiers, boolean ownCores, Optional<Path> certificates) {
  /** The core of the process with this number, from 0. */
  CpuPinning coreOf(int process) {
    return ownCores ? CpuPinning.own(process) : CpuPinning.MEASURED;
  }

  /** Variables in addition to those of every member. */
  Map<String, String> variables() {
    return certificates
        .map(folder -> Map.of("BUS_TLS_DIR", folder.toAbsolutePath().toString()))
        .orElse(Map.of());
  }

  @Override
  public String toString() {
    return "%s, %s%s"
        .formatted(
            pods > 0
                ? count(pods, "pod")
                : count(webhookServices, "webhook service") + ", " + count(notifiers, "notifier"),
            ownCores ? "a core each" : "one core",
            certificates.isPresent() ? ", TLS" : "");
  }

  private static String count(int number, String noun) {
    return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}

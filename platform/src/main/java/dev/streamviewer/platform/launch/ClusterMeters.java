package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.Cluster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Metrics of the cluster as one process sees it. */
final class ClusterMeters {
  private ClusterMeters() {}

  static void register(MeterRegistry meters, Cluster cluster) {
    Gauge.builder("sev_cluster_members", cluster, Cluster::size)
        .description("Processes that share the bus, this one included, as it sees them")
        .register(meters);
    if (cluster.certificatesEnd().isPresent()) {
      Gauge.builder("sev_bus_certificate_end_timestamp_seconds", cluster, ClusterMeters::end)
          .description("When the first certificate of the bus ends, in seconds since the epoch")
          .register(meters);
    }
  }

  private static double end(Cluster cluster) {
    return cluster.certificatesEnd().orElseThrow().getEpochSecond();
  }
}

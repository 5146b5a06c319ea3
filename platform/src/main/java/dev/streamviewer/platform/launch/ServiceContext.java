package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.Cluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Clock;

/**
 * The resources of a process for its services.
 *
 * @param meters the registry for a service's metrics
 * @param readiness the registry for a service's readiness checks
 * @param clock the time; a test may set another
 * @param version the version of this build
 * @param cluster the other processes, if there are any
 */
public record ServiceContext(
    MeterRegistry meters, HealthChecks readiness, Clock clock, String version, Cluster cluster) {}

package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.Cluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Clock;

/**
 * What a process offers to the services in it.
 *
 * @param meters where a service counts
 * @param readiness where a service says what it needs before it can work
 * @param clock the time; a test may set another
 * @param version the version of this build
 * @param cluster the other processes, if there are any
 */
public record ServiceContext(
    MeterRegistry meters, HealthChecks readiness, Clock clock, String version, Cluster cluster) {}

package dev.streamviewer.platform.health;

import dev.streamviewer.platform.cluster.Cluster;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The health checks of a process. Checks run on the management server's thread, so they must only
 * read thread-safe state.
 */
public final class ProcessHealth {
  /**
   * The time after which a blocked event loop counts as stuck; normal work takes less than a tenth
   * of it.
   */
  private static final Duration STUCK_TIMEOUT = Duration.ofSeconds(2);

  private final HealthChecks startup;
  private final HealthChecks liveness;
  private final HealthChecks readiness;
  private final Set<String> serving = ConcurrentHashMap.newKeySet();
  private volatile boolean started;
  private volatile boolean stopping;
  private volatile boolean foundMembers;

  public ProcessHealth(Vertx vertx) {
    startup = HealthChecks.create(vertx);
    liveness = HealthChecks.create(vertx);
    readiness = HealthChecks.create(vertx);
    // Liveness always has at least one check; the response itself is the proof.
    liveness.register(
        "management",
        check -> check.complete(HealthStatus.UP.because("The management server responds.")));
    readiness.register("running", this::checkRunning);
  }

  /** Whether all services have started; before that the other checks mean nothing. */
  public HealthChecks startup() {
    return startup;
  }

  /** Whether every event loop runs. Only a restart can fix a failed check. */
  public HealthChecks liveness() {
    return liveness;
  }

  /** Whether the process can do its work. */
  public HealthChecks readiness() {
    return readiness;
  }

  /** Marks the process as started: all services have registered their checks. */
  public void started() {
    started = true;
  }

  /** Marks the process as stopping, so that it gets no new work. */
  public void stopping() {
    stopping = true;
  }

  /** Adds a check that a member of a cluster has found another member. */
  public void watch(Cluster cluster) {
    readiness.register("cluster", check -> check.complete(clusterStatus(cluster)));
  }

  /** Wraps a verticle to announce its service, and adds a liveness check once deployed. */
  public Deployable watch(String service, Deployable verticle) {
    return new MonitoredVerticle(service, verticle);
  }

  /** Adds a startup check for a service. */
  public void expect(String service) {
    startup.register(
        service,
        check ->
            check.complete(
                serving.contains(service)
                    ? HealthStatus.UP.because("The service has started.")
                    : HealthStatus.DOWN.because("The service is starting.")));
  }

  private void checkRunning(Promise<Status> check) {
    check.complete(
        stopping
            ? HealthStatus.DOWN.because("The process is stopping.")
            : started
                ? HealthStatus.UP.because("The process is not stopping.")
                : HealthStatus.DOWN.because("The process is starting."));
  }

  /** Judges the cluster. A misconfigured process does not fail: it founds a separate cluster. */
  private Status clusterStatus(Cluster cluster) {
    var members = cluster.size();
    foundMembers |= members > 1;
    if (members > 1) {
      return HealthStatus.UP.because("The cluster has %d members.".formatted(members));
    }
    return foundMembers
        ? HealthStatus.DEGRADED.because(
            "All other members have left the cluster. No data has a second copy until one returns.")
        : HealthStatus.DOWN.because(
            "No other member has been found yet. Check CLUSTER, CLUSTER_DNS, CLUSTER_PORT,"
                + " BUS_TLS_DIR and the network between the processes.");
  }

  /** A verticle whose event loop is checked by running a task on it. */
  private final class MonitoredVerticle implements Deployable {
    private final String service;
    private final Deployable verticle;

    private MonitoredVerticle(String service, Deployable verticle) {
      this.service = service;
      this.verticle = verticle;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
      liveness.register(
          service,
          STUCK_TIMEOUT.toMillis(),
          check ->
              context.runOnContext(
                  turn -> check.tryComplete(HealthStatus.UP.because("The event loop responds."))));
      return verticle.deploy(context).onSuccess(started -> serving.add(service));
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      liveness.unregister(service);
      return verticle.undeploy(context);
    }
  }
}

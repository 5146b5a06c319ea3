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
 * What can be asked of a process. Checks run on the management server's thread, so what they read
 * has to be safe to read from there.
 */
public final class ProcessHealth {
  /** An event loop that is held up for longer is stuck; no work on one takes a tenth of it. */
  private static final Duration STUCK = Duration.ofSeconds(2);

  private final HealthChecks startup;
  private final HealthChecks liveness;
  private final HealthChecks readiness;
  private final Set<String> serving = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private volatile boolean foundOthers;

  public ProcessHealth(Vertx vertx) {
    startup = HealthChecks.create(vertx);
    liveness = HealthChecks.create(vertx);
    readiness = HealthChecks.create(vertx);
    // With it the answer is never without a check, and that it comes at all is the proof.
    liveness.register(
        "management", check -> check.complete(HealthStatus.UP.because("It answers, as you see.")));
    readiness.register("running", this::checkRunning);
  }

  /** Whether all services have been started: until then nobody should ask for the rest. */
  public HealthChecks startup() {
    return startup;
  }

  /** Whether every event loop turns. What is down here, only a restart can mend. */
  public HealthChecks liveness() {
    return liveness;
  }

  /** Whether the process has what it needs for its work. */
  public HealthChecks readiness() {
    return readiness;
  }

  /** Who is about to go, gets no new work. */
  public void stopping() {
    stopping = true;
  }

  /** Looks whether a process that should be one of several has found another. */
  public void watch(Cluster cluster) {
    readiness.register("cluster", check -> check.complete(judge(cluster)));
  }

  /** Announces a service, and looks after its verticle from when it is deployed. */
  public Deployable watch(String service, Deployable verticle) {
    return new Watched(service, verticle);
  }

  /** A service that is going to be started. */
  public void expect(String service) {
    startup.register(
        service,
        check ->
            check.complete(
                serving.contains(service)
                    ? HealthStatus.UP.because("It has started.")
                    : HealthStatus.DOWN.because("It is being started.")));
  }

  private void checkRunning(Promise<Status> check) {
    check.complete(
        stopping
            ? HealthStatus.DOWN.because("The process is stopping.")
            : HealthStatus.UP.because("The process is not stopping."));
  }

  /** A process that is configured wrongly fails nowhere: it founds a cluster of its own. */
  private Status judge(Cluster cluster) {
    var members = cluster.size();
    foundOthers |= members > 1;
    if (members > 1) {
      return HealthStatus.UP.because("The cluster has %d members.".formatted(members));
    }
    return foundOthers
        ? HealthStatus.DEGRADED.because(
            "All other members have gone; nothing can be kept twice until one is back.")
        : HealthStatus.DOWN.because(
            "No other member has been found yet. Check CLUSTER, CLUSTER_DNS, CLUSTER_PORT,"
                + " BUS_TLS_DIR and the network between the processes.");
  }

  /** A verticle whose context is asked for a turn. */
  private final class Watched implements Deployable {
    private final String service;
    private final Deployable verticle;

    private Watched(String service, Deployable verticle) {
      this.service = service;
      this.verticle = verticle;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
      liveness.register(
          service,
          STUCK.toMillis(),
          check ->
              context.runOnContext(
                  turn -> check.tryComplete(HealthStatus.UP.because("Its event loop turns."))));
      return verticle.deploy(context).onSuccess(started -> serving.add(service));
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      liveness.unregister(service);
      return verticle.undeploy(context);
    }
  }
}

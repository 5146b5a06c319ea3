package dev.streamviewer.platform.health;

import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs when a process becomes ready, and each later change with the sentences of its checks. */
public final class ReadinessLog {
  private static final Logger log = LoggerFactory.getLogger(ReadinessLog.class);
  private static final long INTERVAL_MILLIS = 500;

  private final HealthChecks readiness;
  private HealthStatus last = HealthStatus.DOWN;
  private String lastFaults = "";
  private boolean wasReady;

  private ReadinessLog(HealthChecks readiness) {
    this.readiness = readiness;
  }

  /** Follows the readiness of a process until its Vert.x is closed. */
  public static void follow(Vertx vertx, HealthChecks readiness) {
    var log = new ReadinessLog(readiness);
    vertx.setPeriodic(0, INTERVAL_MILLIS, timer -> log.look());
  }

  private void look() {
    readiness.checkStatus().onSuccess(result -> report(result.getChecks()));
  }

  private void report(List<CheckResult> checks) {
    var worst = checks.stream().map(HealthStatus::of).max(HealthStatus::compareTo).orElseThrow();
    var faults =
        checks.stream()
            .filter(it -> HealthStatus.of(it) != HealthStatus.UP)
            .map(HealthStatus::sentence)
            .sorted()
            .collect(Collectors.joining(" "));
    if (worst == last && faults.equals(lastFaults)) {
      return;
    }
    last = worst;
    lastFaults = faults;
    switch (worst) {
      case UP -> log.info("Ready");
      case DEGRADED -> log.warn("Ready, but degraded: {}", faults);
      case DOWN -> log.atLevel(wasReady ? Level.WARN : Level.INFO).log("Not ready: {}", faults);
    }
    wasReady |= worst != HealthStatus.DOWN;
  }
}

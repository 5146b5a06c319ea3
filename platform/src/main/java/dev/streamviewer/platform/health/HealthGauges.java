package dev.streamviewer.platform.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import java.util.List;

/** Readiness as a metric, so that a process that is degraded shows where nobody looks at health. */
public final class HealthGauges {
  private final HealthChecks readiness;
  private final MultiGauge gauges;

  public HealthGauges(MeterRegistry meters, HealthChecks readiness) {
    this.readiness = readiness;
    gauges =
        MultiGauge.builder("sev_health_status")
            .description("Readiness by check: 0 is up, 1 degraded, 2 down")
            .register(meters);
  }

  /** Runs the checks and sets the gauges, just before they are read. */
  public Future<Void> refresh() {
    return readiness.checkStatus().onSuccess(result -> show(result.getChecks())).mapEmpty();
  }

  private void show(List<CheckResult> checks) {
    gauges.register(checks.stream().<Row<?>>map(HealthGauges::row).toList(), true);
  }

  private static Row<Number> row(CheckResult check) {
    return Row.of(Tags.of("check", check.getId()), HealthStatus.of(check).ordinal());
  }
}

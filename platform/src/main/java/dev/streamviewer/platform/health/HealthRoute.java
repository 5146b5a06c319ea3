package dev.streamviewer.platform.health;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/**
 * Reports health checks as JSON: each with name, status and sentence, the worst first. The HTTP
 * status is 503 if a check is down, else 200.
 */
public final class HealthRoute implements Handler<RoutingContext> {
  private static final int UNAVAILABLE = 503;
  private static final int FAILED = 500;

  private final HealthChecks checks;

  public HealthRoute(HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  public void handle(RoutingContext context) {
    checks
        .checkStatus()
        .onSuccess(result -> answer(context, result.getChecks()))
        .onFailure(failure -> context.fail(FAILED, failure));
  }

  /**
   * @param found null if there are no checks
   */
  private static void answer(RoutingContext context, List<CheckResult> found) {
    var checks =
        (found == null ? List.<CheckResult>of() : found)
            .stream()
                .sorted(
                    Comparator.comparing(HealthStatus::of)
                        .reversed()
                        .thenComparing(CheckResult::getId))
                .toList();
    var worst = checks.isEmpty() ? HealthStatus.UP : HealthStatus.of(checks.get(0));
    var listed = new JsonArray(checks.stream().map(HealthRoute::json).toList());
    context
        .response()
        .setStatusCode(worst == HealthStatus.DOWN ? UNAVAILABLE : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject().put("status", worst.label()).put("checks", listed).encodePrettily()
                + "\n");
  }

  private static JsonObject json(CheckResult check) {
    return new JsonObject()
        .put("name", check.getId())
        .put("status", HealthStatus.of(check).label())
        .put("sentence", HealthStatus.sentence(check));
  }
}

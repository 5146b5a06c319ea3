package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.health.HealthGauges;
import dev.streamviewer.platform.health.HealthRoute;
import dev.streamviewer.platform.health.ProcessHealth;
import dev.streamviewer.platform.telemetry.ProcessMeters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server for operators and Kubernetes, on a port that is never public. */
final class ManagementServer extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);

  /** Disables traces and meters, since probes and scrapes are frequent and uninteresting. */
  private static final HttpServerOptions UNOBSERVED =
      new HttpServerOptions()
          .setTracingPolicy(TracingPolicy.IGNORE)
          .setMetricsName(ProcessMeters.UNMEASURED);

  private final ManagementAddress address;
  private final ProcessHealth health;
  private final PrometheusMeterRegistry meters;
  private final HealthGauges gauges;
  private final List<ProcessExtension.Configured> extensions;
  private final List<Runnable> closing = new ArrayList<>();

  ManagementServer(
      ManagementAddress address,
      ProcessHealth health,
      PrometheusMeterRegistry meters,
      List<ProcessExtension.Configured> extensions) {
    this.address = address;
    this.health = health;
    this.meters = meters;
    this.gauges = new HealthGauges(meters, health.readiness());
    this.extensions = extensions;
  }

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    router.get("/health/started").handler(new HealthRoute(health.startup()));
    router.get("/health/live").handler(new HealthRoute(health.liveness()));
    router.get("/health/ready").handler(new HealthRoute(health.readiness()));
    router.get("/metrics").handler(this::scrape);
    extensions.forEach(extension -> closing.add(extension.addRoutes(vertx, router)));
    return listen(router, address.port())
        .onSuccess(
            server -> log.info("Health and metrics on {}:{}", address.host(), server.actualPort()))
        .recover(failure -> PortErrors.explain("MANAGEMENT_PORT", address.port(), failure));
  }

  @Override
  public Future<?> stop() {
    closing.forEach(Runnable::run);
    return Future.succeededFuture();
  }

  private Future<HttpServer> listen(Router router, int candidate) {
    var listening =
        vertx.createHttpServer(UNOBSERVED).requestHandler(router).listen(candidate, address.host());
    return candidate + 1 < address.port() + address.ports()
        ? listening.recover(
            failure ->
                failure instanceof BindException
                    ? listen(router, candidate + 1)
                    : Future.failedFuture(failure))
        : listening;
  }

  private void scrape(RoutingContext context) {
    gauges
        .refresh()
        .onComplete(
            done ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(meters.scrape()));
  }
}

package dev.streamviewer.gateway;

import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.http.HttpLimits;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.health.HealthStatus;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Deployable;
import io.vertx.ext.healthchecks.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Declares the gateway to the launcher; ready while at least one server listens. */
public final class GatewayService implements Service {
  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public List<String> needs() {
    return List.of("auth-service", "webhook-service", "notifier-service");
  }

  @Override
  public boolean holds(String map) {
    return false;
  }

  @Override
  public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
    var config = GatewayConfig.from(settings);
    var listening = new AtomicInteger();
    return context -> {
      context.readiness().register("http", check -> check.complete(healthStatus(listening.get())));
      return () -> new GatewayVerticle(config, HttpLimits.standard(), context, listening);
    };
  }

  private static Status healthStatus(int listening) {
    return listening > 0
        ? HealthStatus.UP.because("The public port is open.")
        : HealthStatus.DOWN.because("The public port is not open.");
  }
}

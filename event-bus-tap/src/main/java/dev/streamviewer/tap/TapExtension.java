package dev.streamviewer.tap;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.launch.ProcessExtension;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Adds the tap to a process: the route on the management port, and a member if taps are on. */
public final class TapExtension implements ProcessExtension {
  @Override
  public String name() {
    return "tap";
  }

  @Override
  public Configured configure(Settings settings) {
    return new ConfiguredTap(TapConfig.from(settings));
  }

  private record ConfiguredTap(TapConfig config) implements Configured {
    @Override
    public Runnable addRoutes(Vertx vertx, Router router) {
      var route = new TapRoute(vertx, config);
      router.get("/tap").handler(route::open);
      router.get("/tap/outcomes").handler(route::outcomes);
      return route::close;
    }

    @Override
    public Optional<Supplier<Deployable>> verticle(String node, Clock clock) {
      return config.token().map(token -> () -> new TapMember(node, config.limits(), clock));
    }
  }
}

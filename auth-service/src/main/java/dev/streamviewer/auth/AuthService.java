package dev.streamviewer.auth;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Deployable;
import java.util.function.Function;
import java.util.function.Supplier;

/** The auth service as a {@link Service}. */
public final class AuthService implements Service {
  @Override
  public String name() {
    return "auth-service";
  }

  /** Holds no recent events, so that no write of them wakes this process. */
  @Override
  public boolean holds(String map) {
    return !SharedMaps.RECENT.equals(map);
  }

  @Override
  public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
    var config = AuthConfig.from(settings);
    return context -> () -> new AuthVerticle(config, context);
  }
}

package dev.streamviewer.notifier;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Deployable;
import java.util.function.Function;
import java.util.function.Supplier;

/** The notifier as a {@link Service}. */
public final class NotifierService implements Service {
  @Override
  public String name() {
    return "notifier-service";
  }

  @Override
  public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
    var config = NotifierConfig.from(settings);
    return context -> () -> new NotifierVerticle(config, context);
  }
}

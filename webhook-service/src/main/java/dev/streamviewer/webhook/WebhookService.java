package dev.streamviewer.webhook;

import dev.streamviewer.platform.launch.Host;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.Settings;
import io.vertx.core.Deployable;
import java.util.function.Supplier;

/** The webhook service, as a process starts it. */
public final class WebhookService implements Service {
  @Override
  public String name() {
    return "webhook-service";
  }

  @Override
  public Supplier<Deployable> configure(Settings settings, Host host) {
    var config = WebhookConfig.from(settings);
    return () -> new WebhookVerticle(config, host);
  }
}

package dev.streamviewer.webhook;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.websub.WebSubConfig;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The webhook service, as started by a process. */
public final class WebhookService implements Service {
  @Override
  public String name() {
    return "webhook-service";
  }

  @Override
  public List<String> needs() {
    return List.of("auth-service", "notifier-service");
  }

  @Override
  public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
    var config = WebhookConfig.from(settings);
    var hub = WebSubConfig.from(settings, config.callback(), config.secrets());
    return serviceContext -> () -> new WebhookVerticle(config, hub, serviceContext);
  }
}

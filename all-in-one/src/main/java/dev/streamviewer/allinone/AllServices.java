package dev.streamviewer.allinone;

import dev.streamviewer.auth.AuthService;
import dev.streamviewer.gateway.GatewayService;
import dev.streamviewer.notifier.NotifierService;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.webhook.WebhookService;

/** The services in the order of their dependencies; the public port opens last. */
public final class AllServices {
  private AllServices() {}

  public static Service[] inOrder() {
    return new Service[] {
      new AuthService(), new NotifierService(), new WebhookService(), new GatewayService()
    };
  }
}

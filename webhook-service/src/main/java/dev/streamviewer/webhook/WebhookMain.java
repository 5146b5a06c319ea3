package dev.streamviewer.webhook;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Starts the webhook service as a separate process. */
public final class WebhookMain {
  private WebhookMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new WebhookService());
  }
}

package dev.streamviewer.webhook;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** The webhook service as a process of its own. */
public final class WebhookMain {
  private WebhookMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new WebhookService());
  }
}

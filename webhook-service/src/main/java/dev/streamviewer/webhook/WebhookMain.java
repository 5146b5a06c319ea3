package dev.streamviewer.webhook;

import dev.streamviewer.platform.launch.Launcher;

/** The webhook service as a process of its own. */
public final class WebhookMain {
  private WebhookMain() {}

  public static void main(String[] arguments) {
    Launcher.launch(new WebhookService());
  }
}

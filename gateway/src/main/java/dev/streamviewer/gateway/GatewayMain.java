package dev.streamviewer.gateway;

import dev.streamviewer.platform.launch.Launcher;

/** Starts the gateway alone in a process. */
public final class GatewayMain {
  private GatewayMain() {}

  public static void main(String[] arguments) {
    Launcher.launch(new GatewayService());
  }
}

package dev.streamviewer.gateway;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Starts the gateway alone in a process. */
public final class GatewayMain {
  private GatewayMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new GatewayService());
  }
}

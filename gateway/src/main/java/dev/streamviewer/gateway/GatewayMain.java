package dev.streamviewer.gateway;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Runs the gateway in a process of its own. */
public final class GatewayMain {
  private GatewayMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new GatewayService());
  }
}

package dev.streamviewer.allinone;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Runs the four services in one process. */
public final class AllInOneMain {
  private AllInOneMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(AllServices.inOrder());
  }
}

package dev.streamviewer.allinone;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** The four services as one process. */
public final class AllInOneMain {
  private AllInOneMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(AllServices.inOrder());
  }
}

package dev.streamviewer.notifier;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Runs the notifier as a separate process. */
public final class NotifierMain {
  private NotifierMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new NotifierService());
  }
}

package dev.streamviewer.notifier;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** The notifier as a process of its own. */
public final class NotifierMain {
  private NotifierMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new NotifierService());
  }
}

package dev.streamviewer.auth;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** The auth service in a process of its own. */
public final class AuthMain {
  private AuthMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new AuthService());
  }
}

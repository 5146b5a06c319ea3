package dev.streamviewer.auth;

import dev.streamviewer.platform.launch.ServiceLauncher;

/** Runs the auth service as a separate process. */
public final class AuthMain {
  private AuthMain() {}

  public static void main(String[] arguments) {
    ServiceLauncher.launch(new AuthService());
  }
}

package dev.streamviewer.demo.chaos.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs commands of the operating system. */
public final class ShellCommand {
  private ShellCommand() {}

  public static void run(String... command) {
    if (!succeeds(command)) {
      throw new AssertionError("Failed: " + String.join(" ", command));
    }
  }

  static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package dev.streamviewer.benchmarks.throughput;

import java.io.IOException;

/**
 * Waits for Enter between warm-up and measurement if the variable {@code PAUSE} is set, so that
 * other work on the machine can stop for the measurement alone.
 */
public final class MeasurementPause {
  private MeasurementPause() {}

  public static void await() throws IOException {
    if (System.getenv("PAUSE") == null) {
      return;
    }
    System.out.println("Warm: press Enter to measure.");
    for (var key = System.in.read(); key >= 0 && key != '\n'; ) {
      key = System.in.read();
    }
  }
}

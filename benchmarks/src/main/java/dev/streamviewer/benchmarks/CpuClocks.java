package dev.streamviewer.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of this machine, as the page in its browser has it too. */
final class CpuClocks {
  private CpuClocks() {}

  /** Milliseconds since 1970, with microseconds behind the point. */
  static double now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3;
  }
}

package dev.streamviewer.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The system clock, which the page in the browser of this machine shares. */
final class CpuClocks {
  private CpuClocks() {}

  /** Milliseconds since 1970, with microseconds as decimals. */
  static double now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3;
  }
}

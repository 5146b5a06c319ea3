package dev.streamviewer.auth.overlay;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what happens to overlays. */
public final class OverlayMeters {
  private final MeterRegistry meters;

  public OverlayMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Counts a created or withdrawn overlay. */
  void changed(String change) {
    meters.counter("auth_overlays", "change", change).increment();
  }

  /** Counts a use of a token: accepted, forged, ended or unknown. */
  void used(String outcome) {
    meters.counter("auth_overlay_uses", "outcome", outcome).increment();
  }
}

package dev.streamviewer.auth.overlay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what happens to overlays. */
public final class OverlayMeters {
  private final MeterRegistry meters;

  public OverlayMeters(MeterRegistry meters) {
    this.meters = meters;
    // Counters exist from the start, so that a first increase is seen as one.
    List.of("created", "withdrawn", "unauthorized").forEach(this::changes);
    List.of("accepted", "forged", "ended").forEach(this::uses);
  }

  /** Counts a created or withdrawn overlay. */
  void changed(String change) {
    changes(change).increment();
  }

  /** Counts a use of a token: accepted, forged, ended or unknown. */
  void used(String outcome) {
    uses(outcome).increment();
  }

  private Counter changes(String change) {
    return Counter.builder("sev_auth_overlays")
        .description("Created and ended overlay tokens")
        .tag("change", change)
        .register(meters);
  }

  private Counter uses(String outcome) {
    return Counter.builder("sev_auth_overlay_uses")
        .description("Uses of overlay tokens by result")
        .tag("outcome", outcome)
        .register(meters);
  }
}

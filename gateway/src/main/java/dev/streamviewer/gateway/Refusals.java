package dev.streamviewer.gateway;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the gateway itself did not accept. */
final class Refusals {
  private final MeterRegistry meters;

  Refusals(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String reason) {
    meters.counter("gateway_refusals", "reason", reason).increment();
  }
}

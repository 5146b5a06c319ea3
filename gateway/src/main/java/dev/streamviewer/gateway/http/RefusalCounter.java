package dev.streamviewer.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests and connections that the gateway itself rejected. */
public final class RefusalCounter {
  private final MeterRegistry meters;

  public RefusalCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String reason) {
    meters.counter("gateway_refusals", "reason", reason).increment();
  }
}

package dev.streamviewer.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests and connections that the gateway itself rejected. */
public final class RefusalCounter {
  private final MeterRegistry meters;

  public RefusalCounter(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String reason) {
    Counter.builder("sev_gateway_refusals")
        .description("Requests, bodies, callbacks and connections that the gateway refused")
        .tag("reason", reason)
        .register(meters)
        .increment();
  }
}

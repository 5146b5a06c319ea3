package dev.streamviewer.platform.launch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Collectors;

/** The work under way when a process stops, by the gauges of its services. */
final class DrainReport {
  private static final List<Work> WORK =
      List.of(
          new Work("sev_gateway_callbacks_under_way", "webhooks at the gateway"),
          new Work("sev_webhook_under_way", "messages"),
          new Work("sev_notifier_queue", "events for Pusher"));

  /**
   * @param gauge the gauge of the amount
   */
  private record Work(String gauge, String name) {}

  private final MeterRegistry meters;

  DrainReport(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The amounts of work under way, such as {@code 3 messages}; empty if there is none. */
  String underWay() {
    return WORK.stream()
        .filter(it -> amount(it.gauge()) > 0)
        .map(it -> amount(it.gauge()) + " " + it.name())
        .collect(Collectors.joining(", "));
  }

  private long amount(String gauge) {
    return Math.round(meters.find(gauge).gauges().stream().mapToDouble(Gauge::value).sum());
  }
}

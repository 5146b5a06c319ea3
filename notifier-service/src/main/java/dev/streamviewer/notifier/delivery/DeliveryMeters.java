package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.telemetry.HistogramBuckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Metrics of the deliveries to one sink. */
public final class DeliveryMeters {
  private final Counter pushed;
  private final Counter dropped;
  private final Counter failed;
  private final Counter refused;
  private final Timer calls;
  private final DistributionSummary batch;

  private DeliveryMeters(MeterRegistry meters, String events, String call, String size) {
    pushed = events(meters, events, "pushed");
    dropped = events(meters, events, "dropped");
    failed = events(meters, events, "failed");
    refused = events(meters, events, "refused");
    calls =
        Timer.builder(call)
            .description("A call to a sink, with or without a response")
            .serviceLevelObjectives(HistogramBuckets.latency())
            .register(meters);
    batch = DistributionSummary.builder(size).description("Events in a call").register(meters);
  }

  private static Counter events(MeterRegistry meters, String name, String outcome) {
    return Counter.builder(name)
        .description("Events by what became of their delivery")
        .tag("outcome", outcome)
        .register(meters);
  }

  public static DeliveryMeters pusher(MeterRegistry meters) {
    return new DeliveryMeters(
        meters, "sev_notifier_events", "sev_notifier_pusher_call", "sev_notifier_batch_size");
  }

  public static DeliveryMeters sns(MeterRegistry meters) {
    return new DeliveryMeters(
        meters, "sev_notifier_sns_events", "sev_notifier_sns_call", "sev_notifier_sns_batch_size");
  }

  void call(int events, long nanos) {
    batch.record(events);
    calls.record(nanos, TimeUnit.NANOSECONDS);
  }

  void settled(boolean accepted) {
    (accepted ? pushed : dropped).increment();
  }

  void failed() {
    failed.increment();
  }

  /** Counts events that were refused without a call. */
  void refused(int events) {
    refused.increment(events);
  }
}

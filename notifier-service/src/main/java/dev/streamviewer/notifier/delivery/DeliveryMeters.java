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
    pushed = meters.counter(events, "outcome", "pushed");
    dropped = meters.counter(events, "outcome", "dropped");
    failed = meters.counter(events, "outcome", "failed");
    refused = meters.counter(events, "outcome", "refused");
    calls =
        Timer.builder(call)
            .description("One call to a sink, with or without a response")
            .serviceLevelObjectives(HistogramBuckets.latency())
            .register(meters);
    batch = meters.summary(size);
  }

  public static DeliveryMeters pusher(MeterRegistry meters) {
    return new DeliveryMeters(
        meters, "notifier_events", "notifier_pusher_call", "notifier_batch_size");
  }

  public static DeliveryMeters sns(MeterRegistry meters) {
    return new DeliveryMeters(
        meters, "notifier_sns_events", "notifier_sns_call", "notifier_sns_batch_size");
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

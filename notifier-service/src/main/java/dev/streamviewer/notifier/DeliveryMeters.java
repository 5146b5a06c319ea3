package dev.streamviewer.notifier;

import dev.streamviewer.platform.telemetry.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what becomes of events on their way to Pusher. */
final class DeliveryMeters {
  private final Counter pushed;
  private final Counter dropped;
  private final Counter failed;
  private final Counter refused;
  private final Timer calls;
  private final DistributionSummary batch;

  DeliveryMeters(MeterRegistry meters) {
    pushed = meters.counter("notifier_events", "outcome", "pushed");
    dropped = meters.counter("notifier_events", "outcome", "dropped");
    failed = meters.counter("notifier_events", "outcome", "failed");
    refused = meters.counter("notifier_events", "outcome", "refused");
    calls =
        Timer.builder("notifier_pusher_call")
            .description("One call to Pusher, answered or not")
            .serviceLevelObjectives(Buckets.latency())
            .register(meters);
    batch = meters.summary("notifier_batch_size");
  }

  void call(int events, long nanos) {
    batch.record(events);
    calls.record(nanos, TimeUnit.NANOSECONDS);
  }

  void settled(int events, boolean accepted) {
    (accepted ? pushed : dropped).increment(events);
  }

  void failed(int events) {
    failed.increment(events);
  }

  /** Not tried at all. */
  void refused(int events) {
    refused.increment(events);
  }
}

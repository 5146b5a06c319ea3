package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.HistogramBuckets;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Measures the time until Pusher has accepted an event. */
public final class DeliveryTimes {
  private final Timer delivery;
  private final Timer age;
  private final Clock clock;

  public DeliveryTimes(MeterRegistry meters, Clock clock) {
    delivery =
        Timer.builder("sev_webhook_delivery")
            .description("From the request to the notifier until Pusher has accepted the event")
            .serviceLevelObjectives(HistogramBuckets.latency())
            .register(meters);
    age =
        Timer.builder("sev_webhook_event_age")
            .description("From Twitch's timestamp until Pusher has accepted the event")
            .serviceLevelObjectives(HistogramBuckets.age())
            .register(meters);
    this.clock = clock;
  }

  /** Wraps a notifier and times its deliveries. */
  public Function<StreamEvent, Future<CallbackOutcome>> of(
      Function<StreamEvent, Future<CallbackOutcome>> notifier) {
    return event -> {
      var begin = System.nanoTime();
      return notifier
          .apply(event)
          .onSuccess(
              outcome -> {
                if (outcome == CallbackOutcome.DELIVERED) {
                  delivery.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
                  // Twitch's clock may be ahead of ours; the timer ignores negative durations.
                  age.record(Duration.between(event.at(), clock.instant()));
                }
              });
    };
  }
}

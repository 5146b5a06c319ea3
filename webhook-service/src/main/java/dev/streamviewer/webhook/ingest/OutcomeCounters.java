package dev.streamviewer.webhook.ingest;

import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts callbacks by outcome. */
public final class OutcomeCounters {
  private final Map<CallbackOutcome, Counter> counters = new EnumMap<>(CallbackOutcome.class);

  public OutcomeCounters(MeterRegistry meters) {
    for (var outcome : CallbackOutcome.values()) {
      counters.put(
          outcome,
          Counter.builder("sev_webhook_callbacks")
              .description("Webhooks by result")
              .tag("outcome", outcome.label())
              .register(meters));
    }
  }

  void count(CallbackOutcome outcome) {
    counters.get(outcome).increment();
  }
}

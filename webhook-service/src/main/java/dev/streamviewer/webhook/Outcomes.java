package dev.streamviewer.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of the callbacks. */
final class Outcomes {
  private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

  Outcomes(MeterRegistry meters) {
    for (var outcome : Outcome.values()) {
      counters.put(outcome, meters.counter("webhook_callbacks", "outcome", outcome.label()));
    }
  }

  void count(Outcome outcome) {
    counters.get(outcome).increment();
  }
}

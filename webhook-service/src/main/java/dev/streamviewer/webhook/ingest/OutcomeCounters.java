package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import dev.streamviewer.platform.memory.BoundedMap;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts callbacks by outcome. */
public final class OutcomeCounters {
  private static final int MAX_REVOCATIONS = 1_000;

  private final Map<CallbackOutcome, Counter> counters = new EnumMap<>(CallbackOutcome.class);

  /** The ids of counted revocations, since Twitch repeats what it gets no 2xx for. */
  private final Map<String, Boolean> revocations = BoundedMap.inOrderOfArrival(MAX_REVOCATIONS);

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

  /**
   * Counts a message. A revocation counts as such the first time, even if its event cannot be
   * delivered now: the subscription has ended all the same.
   */
  void count(EventSubMessage message, CallbackOutcome outcome) {
    if (message.type() != EventSubHeaders.Type.REVOCATION || isCopy(outcome)) {
      count(outcome);
    } else if (revocations.put(message.id(), true) == null) {
      count(CallbackOutcome.REVOCATION);
    } else {
      count(outcome == CallbackOutcome.REVOCATION ? CallbackOutcome.DUPLICATE : outcome);
    }
  }

  private static boolean isCopy(CallbackOutcome outcome) {
    return outcome == CallbackOutcome.DUPLICATE || outcome == CallbackOutcome.IN_FLIGHT;
  }

  void count(CallbackOutcome outcome) {
    counters.get(outcome).increment();
  }
}

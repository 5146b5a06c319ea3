package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;

/** Reasons to refuse an event without a call to the sink. The sender keeps the event. */
enum DeliveryRefusal {
  CIRCUIT_OPEN(Reason.UPSTREAM, "%s accepts no events at the moment."),
  QUEUE_FULL(Reason.BUSY, "Too many events are waiting for %s."),
  WAITED_TOO_LONG(Reason.BUSY, "%s is too slow at the moment.");

  private final Reason reason;
  private final String message;

  DeliveryRefusal(Reason reason, String message) {
    this.reason = reason;
    this.message = message;
  }

  BusFailure failure(String sink) {
    return new BusFailure(reason, message.formatted(sink));
  }
}

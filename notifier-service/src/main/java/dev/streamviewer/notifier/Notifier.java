package dev.streamviewer.notifier;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventSinks;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Delivers events to all sinks and records them in the history. */
final class Notifier {
  /** The time for which a delivery waits for the history. */
  private static final Duration HISTORY_TIMEOUT = Duration.ofMillis(300);

  private final EventHistory history;
  private final EventSinks sinks;
  private final Map<String, Future<DeliveryAcceptance>> deliveries = new HashMap<>();

  /**
   * @param sinks the receivers of events
   * @see #withHistory
   */
  Notifier(EventHistory history, EventSinks sinks) {
    this.history = history;
    this.sinks = sinks;
  }

  /**
   * Wraps a sink so that an accepted event becomes the newest in the history. A page that received
   * the event can then ask for all later events. A slow or failed history does not affect the
   * delivery.
   */
  static Function<EncodedEvent, Future<DeliveryAcceptance>> withHistory(
      EventHistory history, Function<EncodedEvent, Future<DeliveryAcceptance>> sink) {
    return event ->
        sink.apply(event).compose(accepted -> rememberInTime(history, event).map(accepted));
  }

  /**
   * Delivers an event. A second request during the delivery gets the same result.
   *
   * <p>The history stores the event before it is sent: a page that subscribes just after Pusher
   * sent the event reads the recent events next, and must find it there.
   */
  Future<DeliveryAcceptance> deliver(StreamEvent event) {
    var current = deliveries.get(event.id());
    if (current != null) {
      return current;
    }
    var encoded = EncodedEvent.of(event);
    history.remember(encoded);
    var delivered = sinks.send(encoded);
    deliveries.put(event.id(), delivered);
    return delivered.onComplete(done -> deliveries.remove(event.id()));
  }

  /** Completes when all current deliveries have ended. */
  Future<?> settled() {
    return Future.join(List.copyOf(deliveries.values())).otherwiseEmpty();
  }

  private static Future<Void> rememberInTime(EventHistory history, EncodedEvent event) {
    var stored = history.remember(event);
    return stored.succeeded()
        ? stored
        : Timeouts.ofCall(HISTORY_TIMEOUT, "Storing an event in the history", stored)
            .otherwiseEmpty();
  }
}

package dev.streamviewer.notifier;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.streamviewer.notifier.delivery.DeliveryReceipts;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventSinks;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Delivers events to all sinks, and stores them in the history in the order of delivery.
 *
 * <p>The history learns of an event before it is sent: a page that subscribes just after Pusher
 * sent the event reads the recent events next, and must find the event there. And again when a sink
 * has accepted it. The history never gets an event that will not be delivered, and no delivery
 * waits for it.
 */
public final class Notifier {
  private final EventHistory history;
  private final Predicate<EncodedEvent> deliverable;
  private final EventSinks sinks;
  private final Map<String, Future<DeliveryAcceptance>> deliveries = new HashMap<>();

  /**
   * @param deliverable whether pages will get an event, sooner or later
   * @param sinks sends an event to one sink, by the sink's name
   */
  public Notifier(
      EventHistory history,
      Predicate<EncodedEvent> deliverable,
      Map<String, Function<EncodedEvent, Future<DeliveryAcceptance>>> sinks,
      DeliveryReceipts receipts,
      Timers timers) {
    this.history = history;
    this.deliverable = deliverable;
    this.sinks =
        new EventSinks(
            sinks.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, sink -> recorded(sink.getValue()))),
            receipts,
            timers);
  }

  /** Delivers an event. A second request during the delivery gets the same result. */
  public Future<DeliveryAcceptance> deliver(StreamEvent event) {
    var current = deliveries.get(event.id());
    if (current != null) {
      return current;
    }
    var encoded = EncodedEvent.of(event);
    if (deliverable.test(encoded)) {
      history.begun(encoded);
    }
    var delivered = sinks.send(encoded);
    deliveries.put(event.id(), delivered);
    return delivered.onComplete(done -> deliveries.remove(event.id()));
  }

  /** Completes when all current deliveries have ended. */
  Future<?> settled() {
    return Future.join(List.copyOf(deliveries.values())).otherwiseEmpty();
  }

  /** Returns a sink whose accepted events become the newest in the history. */
  private Function<EncodedEvent, Future<DeliveryAcceptance>> recorded(
      Function<EncodedEvent, Future<DeliveryAcceptance>> sink) {
    return event ->
        sink.apply(event)
            .onSuccess(
                acceptance -> {
                  if (acceptance.pushed()) {
                    history.accepted(event);
                  }
                });
  }
}

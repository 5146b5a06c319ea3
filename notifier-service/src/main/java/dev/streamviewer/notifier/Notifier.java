package dev.streamviewer.notifier;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventSinks;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Hands events to all outlets. */
final class Notifier {
  /** How long an answer waits for the history. */
  private static final long HISTORY_MS = 300;

  private final EventHistory history;
  private final EventSinks outlets;
  private final Map<String, Future<DeliveryAcceptance>> underWay = new HashMap<>();

  /**
   * @param outlets those that get events
   * @see #remembering
   */
  Notifier(EventHistory history, EventSinks outlets) {
    this.history = history;
    this.outlets = outlets;
  }

  /**
   * A way to an outlet after which an event is the last that came: a page that knows one which
   * passed it asks for what came after that. A history that fails or is slow does not matter to the
   * delivery.
   */
  static Function<EncodedEvent, Future<DeliveryAcceptance>> remembering(
      EventHistory history, Function<EncodedEvent, Future<DeliveryAcceptance>> outlet) {
    return event ->
        outlet.apply(event).compose(accepted -> remembered(history, event).map(accepted));
  }

  /**
   * Delivers an event; asked twice while it is under way, both get the one answer.
   *
   * <p>It is remembered before it is sent: a page that subscribes just after Pusher sent it asks
   * for recent events next, and must find it there.
   */
  Future<DeliveryAcceptance> deliver(StreamEvent event) {
    var already = underWay.get(event.id());
    if (already != null) {
      return already;
    }
    var encoded = EncodedEvent.of(event);
    history.remember(encoded);
    var delivered = outlets.send(encoded);
    underWay.put(event.id(), delivered);
    return delivered.onComplete(done -> underWay.remove(event.id()));
  }

  /** Completes when all that is under way now has been answered. */
  Future<?> settled() {
    return Future.join(List.copyOf(underWay.values())).otherwiseEmpty();
  }

  private static Future<Void> remembered(EventHistory history, EncodedEvent event) {
    var remembered = history.remember(event);
    return remembered.succeeded()
        ? remembered
        : remembered.timeout(HISTORY_MS, MILLISECONDS).otherwiseEmpty();
  }
}

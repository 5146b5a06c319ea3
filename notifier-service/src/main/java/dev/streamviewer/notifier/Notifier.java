package dev.streamviewer.notifier;

import com.pusher.rest.data.Event;
import dev.streamviewer.platform.contract.Accepted;
import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Hands events to Pusher. */
final class Notifier {
  private final EventHistory history;
  private final DeliveryQueue queue;
  private final Map<String, Future<Accepted>> underWay = new HashMap<>();

  Notifier(EventHistory history, DeliveryQueue queue) {
    this.history = history;
    this.queue = queue;
  }

  /**
   * Delivers an event; asked twice while it is under way, both get the one answer.
   *
   * <p>It is remembered before it is sent: a page that subscribes just after Pusher sent it asks
   * for recent events next, and must find it there.
   */
  Future<Accepted> deliver(StreamEvent event) {
    var already = underWay.get(event.id());
    if (already != null) {
      return already;
    }
    history.add(event);
    var channel = ChannelNames.channelOf(event);
    var accepted = queue.send(new Event(channel, event.type(), Payload.of(event)));
    underWay.put(event.id(), accepted);
    return accepted
        .onSuccess(done -> history.add(event))
        .onComplete(done -> underWay.remove(event.id()));
  }
}

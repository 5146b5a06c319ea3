package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Events for tests. */
final class Events {
  private Events() {}

  /** A public event of tfue. */
  static StreamEvent event(String id) {
    return event(id, "tfue");
  }

  static StreamEvent event(String id, String login) {
    return event(id, login, "channel.raid");
  }

  static StreamEvent event(String id, String login, String type) {
    return new StreamEvent(
        id, type, Instant.EPOCH, new Streamer("1", login, login), "", new JsonObject());
  }

  /** As {@link #event(String)}, with its JSON. */
  static EncodedEvent encoded(String id) {
    return EncodedEvent.of(event(id));
  }

  static EncodedEvent encoded(String id, String login) {
    return EncodedEvent.of(event(id, login));
  }

  static EncodedEvent encoded(String id, String login, String type) {
    return EncodedEvent.of(event(id, login, type));
  }

  static List<String> ids(RecentEvents events) {
    return events.events().stream().map(StreamEvent::id).toList();
  }
}

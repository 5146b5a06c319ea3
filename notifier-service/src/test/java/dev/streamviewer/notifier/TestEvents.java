package dev.streamviewer.notifier;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Events for tests. */
public final class TestEvents {
  private TestEvents() {}

  /** Creates a public event of tfue. */
  public static StreamEvent event(String id) {
    return event(id, "tfue");
  }

  static StreamEvent event(String id, String login) {
    return event(id, login, "channel.raid");
  }

  public static StreamEvent event(String id, String login, String type) {
    return new StreamEvent(
        id, type, Instant.EPOCH, new Streamer("1", login, login), "", new JsonObject());
  }

  /** Returns an event as one moderator gets it. */
  public static StreamEvent ofModerator(String moderator, StreamEvent event) {
    return new StreamEvent(
        event.id(),
        event.type(),
        event.at(),
        event.streamer(),
        event.headline(),
        event.details(),
        moderator,
        null);
  }

  /** Creates the event of {@link #event(String)} with its JSON. */
  public static EncodedEvent encoded(String id) {
    return EncodedEvent.of(event(id));
  }

  public static EncodedEvent encoded(String id, String login) {
    return EncodedEvent.of(event(id, login));
  }

  public static EncodedEvent encoded(String id, String login, String type) {
    return EncodedEvent.of(event(id, login, type));
  }

  public static List<String> ids(RecentEvents events) {
    return events.events().stream().map(StreamEvent::id).toList();
  }
}

package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A message of EventSub's WebSocket server, read leniently.
 *
 * @param type such as {@code session_welcome}; Twitch may extend the list
 * @param text the whole message
 * @see <a href="https://dev.twitch.tv/docs/eventsub/websocket-reference/">WebSocket messages</a>
 */
record EventSubFrame(String id, String type, Instant at, JsonObject payload, String text) {
  static final String WELCOME = "session_welcome";
  static final String RECONNECT = "session_reconnect";
  static final String NOTIFICATION = "notification";
  static final String REVOCATION = "revocation";

  /** Parses a text; empty if the text is not a message of Twitch. */
  static Optional<EventSubFrame> parse(String text) {
    try {
      var root = new JsonObject(text);
      var metadata = root.getJsonObject("metadata");
      return Optional.of(
          new EventSubFrame(
              metadata.getString("message_id"),
              metadata.getString("message_type"),
              Instant.parse(metadata.getString("message_timestamp")),
              root.getJsonObject("payload", new JsonObject()),
              text));
    } catch (DecodeException
        | ClassCastException
        | NullPointerException
        | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Returns the session of a welcome or a reconnect message. */
  JsonObject session() {
    return object("session");
  }

  /** Returns the subscription of a notification or a revocation. */
  EventSubSubscription subscription() {
    return EventSubSubscription.parse(object("subscription"));
  }

  /** Returns the event of a notification. */
  JsonObject event() {
    return object("event");
  }

  /** Returns this message as it was received, for readers of its event. */
  OriginalMessage original() {
    var received = text;
    return new OriginalMessage(
        received.length(),
        () -> parse(received).map(EventSubFrame::event).map(List::of).orElse(List.of()));
  }

  JsonObject object(String field) {
    return LenientJson.objectOrEmpty(payload.getValue(field));
  }

  /** For logs; omits the payload. */
  @Override
  public String toString() {
    return "%s %s".formatted(type, id);
  }
}

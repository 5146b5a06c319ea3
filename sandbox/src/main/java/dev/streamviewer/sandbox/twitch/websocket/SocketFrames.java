package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Frames of the WebSocket server, as in EventSub's "WebSocket Messages". */
public final class SocketFrames {
  private SocketFrames() {}

  static String welcome(SocketSession session, Instant now) {
    var payload =
        session(session, "connected")
            .put("keepalive_timeout_seconds", session.keepaliveSeconds())
            .putNull("reconnect_url");
    return frame("session_welcome", now, new JsonObject().put("session", payload));
  }

  static String keepalive(Instant now) {
    return frame("session_keepalive", now, new JsonObject());
  }

  static String reconnect(SocketSession session, String url, Instant now) {
    var payload =
        session(session, "reconnecting")
            .putNull("keepalive_timeout_seconds")
            .put("reconnect_url", url);
    return frame("session_reconnect", now, new JsonObject().put("session", payload));
  }

  /**
   * Returns the frame of a notification or a revocation. The body is inserted unchanged, JSON or
   * not.
   */
  public static String message(EventSubNotification message) {
    var metadata = metadata(message.id(), message.kind(), message.timestamp());
    message
        .subscription()
        .ifPresent(
            subscription ->
                metadata
                    .put("subscription_type", subscription.type())
                    .put("subscription_version", subscription.version()));
    return "{\"metadata\":%s,\"payload\":%s}".formatted(metadata.encode(), message.body());
  }

  private static JsonObject session(SocketSession session, String status) {
    return new JsonObject()
        .put("id", session.id())
        .put("status", status)
        .put("connected_at", TwitchTimes.nanos(session.connectedAt()))
        .putNull("recovery_url");
  }

  private static String frame(String type, Instant now, JsonObject payload) {
    var metadata = metadata(UUID.randomUUID().toString(), type, TwitchTimes.nanos(now));
    return new JsonObject().put("metadata", metadata).put("payload", payload).encode();
  }

  private static JsonObject metadata(String id, String type, String timestamp) {
    return new JsonObject()
        .put("message_id", id)
        .put("message_type", type)
        .put("message_timestamp", timestamp);
  }
}

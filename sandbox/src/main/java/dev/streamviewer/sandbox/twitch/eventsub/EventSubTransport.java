package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Destination for the messages of a subscription or of a conduit's shard. */
public sealed interface EventSubTransport {

  /** Returns the JSON of the Twitch API, which never contains the secret. */
  JsonObject toJson();

  /**
   * Whether both transports lead to the same destination, which makes a subscription a duplicate.
   */
  boolean sameAs(EventSubTransport other);

  /** A callback, which must pass a challenge before any other message. */
  record Webhook(String callback, String secret) implements EventSubTransport {
    @Override
    public JsonObject toJson() {
      return new JsonObject().put("method", "webhook").put("callback", callback);
    }

    @Override
    public boolean sameAs(EventSubTransport other) {
      return other instanceof Webhook webhook && webhook.callback.equals(callback);
    }
  }

  /**
   * A session on the WebSocket server.
   *
   * @param disconnectedAt end of the session; null while the session is open
   */
  record Websocket(String sessionId, Instant connectedAt, Instant disconnectedAt)
      implements EventSubTransport {
    public static Websocket open(String sessionId, Instant connectedAt) {
      return new Websocket(sessionId, connectedAt, null);
    }

    public Websocket ended(Instant at) {
      return new Websocket(sessionId, connectedAt, at);
    }

    @Override
    public JsonObject toJson() {
      var json =
          new JsonObject()
              .put("method", "websocket")
              .put("session_id", sessionId)
              .put("connected_at", TwitchTimes.nanos(connectedAt));
      return disconnectedAt == null
          ? json
          : json.put("disconnected_at", TwitchTimes.nanos(disconnectedAt));
    }

    @Override
    public boolean sameAs(EventSubTransport other) {
      return other instanceof Websocket websocket && websocket.sessionId.equals(sessionId);
    }
  }

  /** A conduit, which selects a shard for each message. */
  record ConduitLink(String conduitId) implements EventSubTransport {
    @Override
    public JsonObject toJson() {
      return new JsonObject().put("method", "conduit").put("conduit_id", conduitId);
    }

    @Override
    public boolean sameAs(EventSubTransport other) {
      return equals(other);
    }
  }
}

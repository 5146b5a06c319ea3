package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Where the messages of a subscription, or of a conduit's shard, go. */
public sealed interface EventSubTransport {

  /** As Twitch writes it everywhere; a secret is never told. */
  JsonObject toJson();

  /** Whether messages end up in the same place: such a subscription exists already. */
  boolean sameAs(EventSubTransport other);

  /** A callback, which must prove itself before anything is sent there. */
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
   * @param disconnectedAt when the session ended; null while it lasts
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

  /** A conduit, which chooses among its shards. */
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

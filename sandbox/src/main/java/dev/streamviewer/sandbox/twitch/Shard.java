package dev.streamviewer.sandbox.twitch;

import io.vertx.core.json.JsonObject;

/**
 * One of a conduit's ways out.
 *
 * @param transport a webhook or a WebSocket
 */
public record Shard(int number, String status, Transport transport) {

  boolean isEnabled() {
    return status.equals(Subscription.ENABLED);
  }

  String id() {
    return Integer.toString(number);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id())
        .put("status", status)
        .put("transport", transport.toJson());
  }
}

package dev.streamviewer.sandbox.twitch.eventsub;

import io.vertx.core.json.JsonObject;

/**
 * An endpoint of a conduit.
 *
 * @param transport a webhook or a WebSocket
 */
public record ConduitShard(int number, String status, EventSubTransport transport) {

  public boolean isEnabled() {
    return status.equals(EventSubSubscription.ENABLED);
  }

  public String id() {
    return Integer.toString(number);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id())
        .put("status", status)
        .put("transport", transport.toJson());
  }
}

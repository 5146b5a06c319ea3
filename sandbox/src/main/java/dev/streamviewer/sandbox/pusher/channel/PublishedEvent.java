package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** An accepted event, with the number of connections that received it. */
public record PublishedEvent(Instant at, String channel, String name, String data, int receivedBy) {
  public JsonObject toJson() {
    return new JsonObject()
        .put("at", at.toString())
        .put("channel", channel)
        .put("name", name)
        .put("data", data)
        .put("receivedBy", receivedBy);
  }
}

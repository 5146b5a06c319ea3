package dev.streamviewer.sandbox.sns;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** A message that the topic accepted. */
record SnsMessage(Instant at, String topic, String message, Map<String, String> attributes) {
  JsonObject toJson() {
    return new JsonObject()
        .put("at", at.toString())
        .put("topic", topic)
        .put("message", message)
        .put("attributes", new JsonObject(Map.copyOf(attributes)));
  }
}

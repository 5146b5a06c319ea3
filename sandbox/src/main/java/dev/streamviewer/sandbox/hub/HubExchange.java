package dev.streamviewer.sandbox.hub;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A call to a subscriber.
 *
 * @param mode {@code subscribe}, {@code unsubscribe}, {@code denied}, or {@code publish}
 * @param id the id of the notification, or empty
 * @param status the status of the response; 0 without a response
 */
record HubExchange(Instant at, String mode, String topic, String id, int status) {
  JsonObject toJson() {
    return new JsonObject()
        .put("at", at.toString())
        .put("mode", mode)
        .put("topic", topic)
        .put("id", id)
        .put("status", status);
  }
}

package dev.streamviewer.sandbox.hub;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A topic that is sent to a callback until the lease ends. */
record HubSubscription(String topic, String callback, String secret, Instant ends) {
  JsonObject toJson() {
    return new JsonObject()
        .put("topic", topic)
        .put("callback", callback)
        .put("signed", !secret.isEmpty())
        .put("ends", ends.toString());
  }
}

package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonObject;

/**
 * A member of a presence channel.
 *
 * @param info the application's data about the member; may be null
 */
public record PresenceMember(String userId, Object info) {
  JsonObject added() {
    return new JsonObject().put("user_id", userId).put("user_info", info);
  }

  JsonObject removed() {
    return new JsonObject().put("user_id", userId);
  }
}

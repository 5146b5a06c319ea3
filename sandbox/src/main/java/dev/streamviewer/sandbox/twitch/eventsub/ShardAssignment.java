package dev.streamviewer.sandbox.twitch.eventsub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A call that gave shards a transport.
 *
 * @param shards the ids of the updated shards
 * @param enabled the number of the conduit's shards that worked right after the call
 */
public record ShardAssignment(List<String> shards, int enabled) {
  public JsonObject toJson() {
    return new JsonObject().put("shards", new JsonArray(shards)).put("enabled", enabled);
  }
}

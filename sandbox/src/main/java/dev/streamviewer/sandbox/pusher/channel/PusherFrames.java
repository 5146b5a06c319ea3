package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonObject;

/**
 * The JSON frames of protocol 7. In the server's frames {@code data} is a string, mostly JSON
 * within JSON.
 */
public final class PusherFrames {
  private PusherFrames() {}

  public static String established(String socketId, long activityTimeoutSeconds) {
    var data =
        new JsonObject().put("socket_id", socketId).put("activity_timeout", activityTimeoutSeconds);
    return event("pusher:connection_established", data);
  }

  public static String event(String name, JsonObject data) {
    return new JsonObject().put("event", name).put("data", data.encode()).encode();
  }

  static String event(String name, String channel, String data) {
    return new JsonObject().put("event", name).put("channel", channel).put("data", data).encode();
  }

  static String event(String name, String channel, JsonObject data) {
    return event(name, channel, data.encode());
  }

  /** Returns an error frame, whose data is an object and whose code is optional. */
  public static String error(Integer code, String message) {
    return new JsonObject()
        .put("event", "pusher:error")
        .put("data", new JsonObject().put("code", code).put("message", message))
        .encode();
  }

  public static String subscriptionError(String channel, String message) {
    return new JsonObject()
        .put("event", "pusher:subscription_error")
        .put("channel", channel)
        .put(
            "data",
            new JsonObject().put("type", "AuthError").put("error", message).put("status", 401))
        .encode();
  }
}

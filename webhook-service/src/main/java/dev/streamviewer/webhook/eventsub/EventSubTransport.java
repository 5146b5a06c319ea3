package dev.streamviewer.webhook.eventsub;

import io.vertx.core.json.JsonObject;

/**
 * The transport of a subscription or of a conduit's shard, as Twitch lists it.
 *
 * @param callback the callback URL; empty unless the transport is a webhook
 * @param conduitId the id of the conduit; empty unless the transport is a conduit
 */
public record EventSubTransport(String callback, String conduitId) {
  /** Reads a transport leniently; anything but a JSON object names no transport. */
  public static EventSubTransport parse(Object value) {
    return value instanceof JsonObject json
        ? new EventSubTransport(
            EventSubSubscription.text(json, "callback"),
            EventSubSubscription.text(json, "conduit_id"))
        : new EventSubTransport("", "");
  }

  /** Returns the transport over a conduit. */
  public static EventSubTransport ofConduit(String conduitId) {
    return new EventSubTransport("", conduitId);
  }
}

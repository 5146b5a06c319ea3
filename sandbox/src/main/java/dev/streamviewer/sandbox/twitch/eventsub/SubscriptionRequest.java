package dev.streamviewer.sandbox.twitch.eventsub;

import static dev.streamviewer.sandbox.wire.JsonFields.object;
import static dev.streamviewer.sandbox.wire.JsonFields.text;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Body of a subscribe call, valid in every respect but the caller's permissions. */
public record SubscriptionRequest(
    EventType type, Map<String, String> condition, EventSubTransport transport) {

  /**
   * Reads and validates the body.
   *
   * @param transports reads the transport, and rejects a transport that the caller must not use
   */
  public static SubscriptionRequest from(
      JsonObject body, Function<JsonObject, EventSubTransport> transports) {
    var name = text(body, "type");
    var version = text(body, "version");
    if (EventTypes.isRetired(name, version)) {
      throw new ApiError(400, "cannot use deprecated subscription type and version");
    }
    var type =
        EventTypes.find(name)
            .filter(candidate -> candidate.version().equals(version))
            .orElseThrow(() -> new ApiError(400, "invalid subscription type and version"));
    return new SubscriptionRequest(
        type,
        condition(type.shape(), object(body, "condition")),
        transports.apply(object(body, "transport")));
  }

  private static Map<String, String> condition(EventType.Shape shape, JsonObject json) {
    var condition = new TreeMap<String, String>();
    for (var key : json.fieldNames()) {
      var value = text(json, key);
      if (!shape.required.contains(key) && !shape.optional.contains(key)) {
        throw new ApiError(400, "unexpected field in condition: " + key);
      }
      // Twitch accepts "" for an optional field and treats the field as missing.
      if (!value.isEmpty()) {
        condition.put(key, value);
      }
    }
    for (var key : shape.required) {
      if (!condition.containsKey(key)) {
        throw new ApiError(400, "missing or unparseable condition: " + key + " is required");
      }
    }
    if (shape == EventType.Shape.RAID && condition.size() != 1) {
      throw new ApiError(
          400, "condition needs one of from_broadcaster_user_id and to_broadcaster_user_id");
    }
    return Collections.unmodifiableMap(condition);
  }
}

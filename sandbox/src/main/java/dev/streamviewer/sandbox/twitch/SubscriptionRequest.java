package dev.streamviewer.sandbox.twitch;

import static dev.streamviewer.sandbox.twitch.JsonFields.object;
import static dev.streamviewer.sandbox.twitch.JsonFields.text;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The body of a subscribe call, checked for everything but who may subscribe to what. */
record SubscriptionRequest(EventType type, Map<String, String> condition, Transport transport) {

  /**
   * @param transports reads the transport, and refuses one that the caller must not use
   */
  static SubscriptionRequest from(JsonObject body, Function<JsonObject, Transport> transports) {
    var name = text(body, "type");
    var version = text(body, "version");
    if (EventTypes.isRetired(name, version)) {
      throw new Refusal(400, "cannot use deprecated subscription type and version");
    }
    var type =
        EventTypes.find(name)
            .filter(known -> known.version().equals(version))
            .orElseThrow(() -> new Refusal(400, "invalid subscription type and version"));
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
        throw new Refusal(400, "unexpected field in condition: " + key);
      }
      // Twitch takes "" for an optional field and treats it as left out.
      if (!value.isEmpty()) {
        condition.put(key, value);
      }
    }
    for (var key : shape.required) {
      if (!condition.containsKey(key)) {
        throw new Refusal(400, "missing or unparseable condition: " + key + " is required");
      }
    }
    if (shape == EventType.Shape.RAID && condition.size() != 1) {
      throw new Refusal(
          400, "condition needs one of from_broadcaster_user_id and to_broadcaster_user_id");
    }
    return Collections.unmodifiableMap(condition);
  }
}

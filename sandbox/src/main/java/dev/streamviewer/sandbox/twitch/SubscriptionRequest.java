package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The body of a subscribe call, checked for everything that can be told without looking around. */
record SubscriptionRequest(
    EventType type, Map<String, String> condition, String callback, String secret) {
  private static final Pattern SECRET = Pattern.compile("\\p{ASCII}{10,100}");

  static SubscriptionRequest from(JsonObject body) {
    var name = text(body, "type");
    var version = text(body, "version");
    if (EventTypes.isRetired(name, version)) {
      throw new Refusal(400, "cannot use deprecated subscription type and version");
    }
    var type =
        EventTypes.find(name)
            .filter(known -> known.version().equals(version))
            .orElseThrow(() -> new Refusal(400, "invalid subscription type and version"));
    var transport = object(body, "transport");
    if (!"webhook".equals(text(transport, "method"))) {
      throw new Refusal(400, "unsupported transport method: only webhook is known here");
    }
    return new SubscriptionRequest(
        type,
        condition(type.shape(), object(body, "condition")),
        callback(text(transport, "callback")),
        secret(text(transport, "secret")));
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

  /** https on 443, as Twitch wants it; a loopback host may be plain http, for development. */
  private static String callback(String callback) {
    try {
      var uri = URI.create(callback);
      var publicHttps =
          "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
      var local = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      if (uri.getHost() != null && (publicHttps || local)) {
        return callback;
      }
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(400, "transport callback is not a URL");
    }
    throw new Refusal(400, "transport callback must use https on port 443");
  }

  private static boolean isLoopback(String host) {
    return host != null && OAuthOptions.isLoopback(host);
  }

  private static String secret(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new Refusal(400, "secret must be between 10 and 100 ASCII characters");
    }
    return secret;
  }

  private static String text(JsonObject json, String key) {
    if (json.getValue(key) instanceof String text) {
      return text;
    }
    throw new Refusal(400, "missing or malformed field: " + key + " must be a string");
  }

  private static JsonObject object(JsonObject json, String key) {
    if (json.getValue(key) instanceof JsonObject object) {
      return object;
    }
    throw new Refusal(400, "missing or malformed field: " + key + " must be an object");
  }
}

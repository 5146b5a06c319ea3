package dev.streamviewer.sandbox.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.Set;

/**
 * A subscriber's request.
 *
 * @param secret the key of the signatures, or empty
 * @param leaseSeconds the requested duration of the lease
 */
record HubRequest(String mode, String topic, String callback, String secret, int leaseSeconds) {
  private static final int MAX_SECRET_BYTES = 199;
  private static final Set<String> MODES = Set.of("subscribe", "unsubscribe");

  /** Reads a form. Each error is reported in a full sentence. */
  static HubRequest of(MultiMap form) {
    var mode = required(form, "hub.mode");
    if (!MODES.contains(mode)) {
      throw wrong("hub.mode", mode, "subscribe or unsubscribe");
    }
    var secret = form.contains("hub.secret") ? form.get("hub.secret") : "";
    if (secret.getBytes(UTF_8).length > MAX_SECRET_BYTES) {
      throw new ApiError(400, "hub.secret is too long: expected less than 200 bytes");
    }
    return new HubRequest(
        mode, required(form, "hub.topic"), callback(form), secret, leaseSeconds(form));
  }

  boolean subscribes() {
    return mode.equals("subscribe");
  }

  private static String callback(MultiMap form) {
    var text = required(form, "hub.callback");
    try {
      var uri = URI.create(text);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return text;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // reported below, with the value
    }
    throw wrong("hub.callback", text, "an http or https address");
  }

  private static int leaseSeconds(MultiMap form) {
    var text = form.contains("hub.lease_seconds") ? form.get("hub.lease_seconds") : "864000";
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw wrong("hub.lease_seconds", text, "a whole number above 0");
    }
    return Integer.parseInt(text);
  }

  private static String required(MultiMap form, String name) {
    var value = form.get(name);
    if (value == null || value.isEmpty()) {
      throw new ApiError(400, name + " is missing");
    }
    return value;
  }

  private static ApiError wrong(String name, String value, String expected) {
    return new ApiError(400, "%s is \"%s\": expected %s".formatted(name, value, expected));
  }
}

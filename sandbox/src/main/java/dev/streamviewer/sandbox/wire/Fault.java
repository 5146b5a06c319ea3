package dev.streamviewer.sandbox.wire;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A way in which a stand-in misbehaves until told otherwise.
 *
 * @param target whose requests are hit
 * @param mode what happens to them
 * @param millis the delay of {@link Mode#SLOW}
 * @param status the answer of {@link Mode#STATUS}
 * @param retryAfter seconds in that answer's {@code Retry-After}; 0 leaves the header out
 * @param code the WebSocket close code of {@link Mode#CLOSE}
 * @param method only requests by this method, such as {@code POST}; empty for all
 * @param path only requests whose path holds this text; empty for all
 * @param times how many requests are hit before the fault heals by itself; 0 for no end
 */
public record Fault(
    Target target,
    Mode mode,
    long millis,
    int status,
    int retryAfter,
    int code,
    String method,
    String path,
    int times) {

  /** {@code TWITCH} is both of its halves. */
  public enum Target {
    TWITCH,
    HELIX,
    OAUTH,
    PUSHER,
    SNS;

    boolean covers(Target place) {
      return this == place || this == TWITCH && place != PUSHER && place != SNS;
    }
  }

  /** The kinds of trouble. */
  public enum Mode {
    /** Every answer comes late. */
    SLOW,
    /** Nothing is done; the answer is an error. */
    STATUS,
    /** The work is done and the connection lost before the answer. */
    DROP,
    /** Connections are closed as soon as they are accepted. */
    REFUSE,
    /** Open sockets are closed with a code, new ones too; the HTTP API goes on. */
    CLOSE
  }

  boolean hits(Target place, String requestMethod, String requestPath) {
    return target.covers(place)
        && requestPath.contains(path)
        && (method.isEmpty() || method.equalsIgnoreCase(requestMethod));
  }

  Fault spent() {
    return new Fault(target, mode, millis, status, retryAfter, code, method, path, times - 1);
  }

  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("target", target.name().toLowerCase(Locale.ROOT))
            .put("mode", mode.name().toLowerCase(Locale.ROOT));
    switch (mode) {
      case SLOW -> json.put("ms", millis);
      case STATUS -> json.put("status", status).put("retryAfter", retryAfter);
      case CLOSE -> json.put("code", code);
      case DROP, REFUSE -> {}
    }
    return json.put("method", method).put("path", path).put("times", times);
  }
}

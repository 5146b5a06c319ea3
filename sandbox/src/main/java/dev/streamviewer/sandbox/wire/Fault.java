package dev.streamviewer.sandbox.wire;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A fault of a stand-in, active until the fault is cleared or used up.
 *
 * @param target the server whose requests fail
 * @param mode the kind of failure
 * @param millis the delay of {@link Mode#SLOW}
 * @param status the status of {@link Mode#STATUS}
 * @param retryAfter seconds in the {@code Retry-After} of that response; 0 omits the header
 * @param code the WebSocket close code of {@link Mode#CLOSE}
 * @param method only requests with this method, such as {@code POST}; empty for all
 * @param path only requests whose path contains this text; empty for all
 * @param times the number of requests that fail before the fault ends; 0 for no end
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

  /** The servers of the sandbox. {@code TWITCH} covers both of its parts. */
  public enum Target {
    TWITCH,
    HELIX,
    OAUTH,
    PUSHER,
    SNS;

    boolean covers(Target server) {
      return this == server || this == TWITCH && server != PUSHER && server != SNS;
    }
  }

  /** Kinds of failure. */
  public enum Mode {
    /** Every response is delayed. */
    SLOW,
    /** The request is not processed; the response is an error. */
    STATUS,
    /** The request is processed, but the connection is closed before the response. */
    DROP,
    /** Connections are closed as soon as they are accepted. */
    REFUSE,
    /** Open and new sockets are closed with a code; the HTTP API keeps working. */
    CLOSE
  }

  boolean hits(Target server, String requestMethod, String requestPath) {
    return target.covers(server)
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

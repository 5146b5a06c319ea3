package dev.streamviewer.sandbox.wire;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault of a stand-in, active until the fault is cleared or used up.
 *
 * @param target the server whose requests fail
 * @param mode the kind of failure
 * @param requests the requests that fail
 * @param after the number of such requests that succeed before the fault begins
 * @param times the number of requests that fail before the fault ends; 0 for no end
 * @param millis the delay of {@link Mode#SLOW}
 * @param response the response of {@link Mode#STATUS}, {@link Mode#ANSWER} and {@link Mode#PARTIAL}
 * @param entry the index of the message that {@link Mode#PARTIAL} rejects
 * @param code the WebSocket close code of {@link Mode#CLOSE}
 */
public record InjectedFault(
    Target target,
    Mode mode,
    Filter requests,
    int after,
    int times,
    long millis,
    Response response,
    int entry,
    int code) {

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
    /** The request is not processed; the response is a given JSON body with status 200. */
    ANSWER,
    /** SNS only: one message of a batch is rejected, the others are accepted. */
    PARTIAL,
    /** The request is processed, but the connection is closed before the response. */
    DROP,
    /** Connections are closed as soon as they are accepted. */
    REFUSE,
    /** Pusher only: open and new sockets are closed with a code; the HTTP API keeps working. */
    CLOSE
  }

  /**
   * The requests that a fault affects.
   *
   * @param method only requests with this method, such as {@code POST}; empty for all
   * @param path only requests whose path contains this text; empty for all
   */
  public record Filter(String method, String path) {
    boolean matches(String requestMethod, String requestPath) {
      return requestPath.contains(path)
          && (method.isEmpty() || method.equalsIgnoreCase(requestMethod));
    }
  }

  /**
   * A response in place of the real one.
   *
   * @param status the HTTP status of an error
   * @param retryAfter seconds in the {@code Retry-After} of an error; 0 omits the header
   * @param error the error code, such as {@code Throttled}; empty for the usual code of the status
   * @param message the error message
   * @param text the whole body of an error, such as the HTML of a proxy; empty for the usual JSON
   *     or XML
   * @param body the body of {@link Mode#ANSWER}
   */
  public record Response(
      int status, int retryAfter, String error, String message, String text, JsonObject body) {
    /** Returns the error that a handler throws. */
    public ApiError toError() {
      var extras = error.isEmpty() ? new JsonObject() : new JsonObject().put("error", error);
      return new ApiError(status, message, extras);
    }
  }

  boolean hits(Target server, String requestMethod, String requestPath) {
    return target.covers(server) && requests.matches(requestMethod, requestPath);
  }

  /** Returns whether this fault replaces another. */
  boolean replaces(InjectedFault other) {
    return target == other.target && mode == other.mode && requests.equals(other.requests);
  }

  /** Whether the next request still succeeds. */
  boolean isAhead() {
    return after > 0;
  }

  /** Returns the fault for the request after the next; empty once the fault is used up. */
  Optional<InjectedFault> next() {
    if (isAhead()) {
      return Optional.of(with(after - 1, times));
    }
    return switch (times) {
      case 0 -> Optional.of(this);
      case 1 -> Optional.empty();
      default -> Optional.of(with(after, times - 1));
    };
  }

  private InjectedFault with(int after, int times) {
    return new InjectedFault(target, mode, requests, after, times, millis, response, entry, code);
  }

  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("target", target.name().toLowerCase(Locale.ROOT))
            .put("mode", mode.name().toLowerCase(Locale.ROOT));
    switch (mode) {
      case SLOW -> json.put("ms", millis);
      case STATUS -> putError(json).put("retryAfter", response.retryAfter());
      case ANSWER -> json.put("body", response.body());
      case PARTIAL -> putError(json).put("entry", entry);
      case CLOSE -> json.put("code", code);
      case DROP, REFUSE -> {}
    }
    return json.put("method", requests.method())
        .put("path", requests.path())
        .put("after", after)
        .put("times", times);
  }

  private JsonObject putError(JsonObject json) {
    return json.put("status", response.status())
        .put("error", response.error())
        .put("message", response.message())
        .put("text", response.text());
  }
}

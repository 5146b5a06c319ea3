package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * A failure as clients see it: a problem detail (RFC 9457).
 *
 * @param code a stable word for the error, for clients that translate the text
 * @param detail the description for a person
 */
public record ProblemDetails(int status, String code, String detail) {
  private static final String LIMITED = codeOf(Reason.LIMITED);

  /** Seconds; a rate-limited viewer may continue within a minute. */
  private static final String RETRY_AFTER_LIMITED = "60";

  private static final String RETRY_AFTER_DEFAULT = "1";

  /**
   * Describes a failure. Unexpected failures keep their text to themselves.
   *
   * @param failure the cause; null when the router itself failed the request
   * @param status the status that the router chose
   */
  static ProblemDetails of(Throwable failure, int status) {
    if (failure instanceof RejectedRequest rejected) {
      return new ProblemDetails(rejected.status(), rejected.reason(), rejected.getMessage());
    }
    if (failure instanceof BusFailure busFailure) {
      var reason = busFailure.reason();
      return new ProblemDetails(statusOf(reason), codeOf(reason), busFailure.getMessage());
    }
    if (failure == null && status == 404) {
      return new ProblemDetails(404, "no_such_address", "There is nothing at this address.");
    }
    return status < 500
        ? new ProblemDetails(status, "malformed", "The request cannot be understood.")
        : new ProblemDetails(
            500, codeOf(Reason.INTERNAL), "Something went wrong here. Please try again.");
  }

  /** Whether a client may repeat the request, after {@link #retryAfter}. */
  boolean isRetryable() {
    return status == 503;
  }

  /** The value of Retry-After, in seconds. */
  String retryAfter() {
    return code.equals(LIMITED) ? RETRY_AFTER_LIMITED : RETRY_AFTER_DEFAULT;
  }

  JsonObject toJson() {
    var title = HttpResponseStatus.valueOf(status).reasonPhrase();
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail == null ? title + "." : detail)
        .put("code", code);
  }

  private static String codeOf(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static int statusOf(Reason reason) {
    return switch (reason) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case UPSTREAM -> 502;
      case BUSY, LIMITED, TIMEOUT, UNAVAILABLE -> 503;
      case INTERNAL -> 500;
    };
  }
}

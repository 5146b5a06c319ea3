package dev.streamviewer.sandbox.wire;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is answered with an error status. Handlers throw this error; the failure handler
 * of each API formats the response as the real service does.
 */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ApiError.class);

  private final int status;
  private final transient JsonObject extras;

  public ApiError(int status, String message) {
    this(status, message, new JsonObject());
  }

  /** Creates an error whose JSON body has additional fields. */
  public ApiError(int status, String message, JsonObject extras) {
    super(message, null, false, false);
    this.status = status;
    this.extras = extras;
  }

  /** Returns the error of a failed request; any unexpected failure becomes a 500. */
  public static ApiError of(RoutingContext ctx) {
    if (ctx.failure() instanceof ApiError error) {
      return error;
    }
    return switch (ctx.statusCode()) {
      case 400 -> new ApiError(400, "Malformed request");
      case 404 -> new ApiError(404, "Not found");
      case 405 -> new ApiError(405, "Method not allowed");
      case 413 -> new ApiError(413, "Request body too large");
      default -> {
        log.error("{} {} failed", ctx.request().method(), ctx.request().path(), ctx.failure());
        yield new ApiError(500, "Internal error");
      }
    };
  }

  public int status() {
    return status;
  }

  public JsonObject extras() {
    return extras.copy();
  }
}

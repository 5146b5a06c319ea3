package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure to an HTTP response: a problem detail (RFC 9457). */
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** Seconds; a rate-limited viewer may continue within a minute. */
  private static final String RETRY_AFTER_LIMITED = "60";

  private static final String RETRY_AFTER_DEFAULT = "1";

  private final RefusalCounter refusals;

  public Problems(RefusalCounter refusals) {
    this.refusals = refusals;
  }

  /** Answers every failure of a router. Call after all routes are mounted. */
  public void mount(Router router) {
    router.route().failureHandler(context -> answer(context, context.statusCode()));
    // Failures before a route is found reach only the error handlers.
    for (var status : List.of(400, 404, 405, 500)) {
      router.errorHandler(status, context -> answer(context, status));
    }
  }

  /**
   * Writes a problem.
   *
   * @param code a stable word for the error, for clients that translate the text
   * @param sentence the description for a person
   */
  public static void write(HttpServerResponse response, int status, String code, String sentence) {
    var title = HttpResponseStatus.valueOf(status).reasonPhrase();
    if (status == 503) {
      var limited = code.equals(codeOf(Reason.LIMITED));
      response.putHeader(
          HttpHeaders.RETRY_AFTER, limited ? RETRY_AFTER_LIMITED : RETRY_AFTER_DEFAULT);
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            Buffer.buffer(
                new JsonObject()
                    .put("type", "about:blank")
                    .put("title", title)
                    .put("status", status)
                    .put("detail", sentence == null ? title + "." : sentence)
                    .put("code", code)
                    .encode()));
  }

  public static void methodNotAllowed(HttpServerResponse response, String allowed) {
    response.putHeader(HttpHeaders.ALLOW, allowed);
    write(
        response, 405, "method", "This address does not do that, it takes %s.".formatted(allowed));
  }

  private void answer(RoutingContext context, int status) {
    var response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var failure = context.failure();
    if (failure instanceof RejectedRequest rejected) {
      refusals.count(rejected.reason());
      write(response, rejected.status(), rejected.reason(), rejected.getMessage());
    } else if (failure instanceof BusFailure busFailure) {
      write(response, statusOf(busFailure), codeOf(busFailure.reason()), busFailure.getMessage());
    } else if (failure == null && status == 404) {
      write(response, 404, "no_such_address", "There is nothing at this address.");
    } else if (status < 500) {
      write(response, status, "malformed", "The request cannot be understood.");
    } else {
      log.error("{} {} failed", context.request().method(), context.request().path(), failure);
      write(response, 500, codeOf(Reason.INTERNAL), "Something went wrong here. Please try again.");
    }
  }

  private static String codeOf(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static int statusOf(BusFailure failure) {
    return switch (failure.reason()) {
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

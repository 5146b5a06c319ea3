package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.bus.BusFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failure with a {@link ProblemDetails}. */
public final class ProblemResponses {
  private static final Logger log = LoggerFactory.getLogger(ProblemResponses.class);

  private final RefusalCounter refusals;

  public ProblemResponses(RefusalCounter refusals) {
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

  public static void write(HttpServerResponse response, ProblemDetails problem) {
    if (problem.isRetryable()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter());
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(problem.toJson().toBuffer());
  }

  public static void methodNotAllowed(HttpServerResponse response, String allowed) {
    response.putHeader(HttpHeaders.ALLOW, allowed);
    write(
        response,
        new ProblemDetails(405, "method", "This address accepts only %s.".formatted(allowed)));
  }

  /** Answers a failed request that no router handles. */
  public void answer(HttpServerRequest request, Throwable failure) {
    answer(request, failure, 500);
  }

  private void answer(RoutingContext context, int status) {
    answer(context.request(), context.failure(), status);
  }

  private void answer(HttpServerRequest request, Throwable failure, int status) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var problem = ProblemDetails.of(failure, status);
    if (failure instanceof RejectedRequest rejected) {
      refusals.count(rejected.reason());
    } else if (problem.status() == 500 && !(failure instanceof BusFailure)) {
      log.error("{} {} failed", request.method(), request.path(), failure);
    }
    write(response, problem);
  }
}

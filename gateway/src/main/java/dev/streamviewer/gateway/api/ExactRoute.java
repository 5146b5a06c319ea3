package dev.streamviewer.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A route for one method and one request target, without query. The comparison is by the raw text,
 * so every other spelling of the address goes to the router, as do all other methods.
 *
 * @param handler answers a request; fails, or throws, without an answer
 */
public record ExactRoute(
    HttpMethod method, String target, Function<HttpServerRequest, Future<?>> handler) {

  /**
   * Puts this route before a router.
   *
   * @param headers adds the headers of every response
   * @param failures answers a failed request
   */
  public Handler<HttpServerRequest> before(
      Handler<HttpServerRequest> router,
      Consumer<HttpServerResponse> headers,
      BiConsumer<HttpServerRequest, Throwable> failures) {
    return request -> {
      if (matches(request)) {
        headers.accept(request.response());
        handle(request, failures);
      } else {
        router.handle(request);
      }
    };
  }

  private boolean matches(HttpServerRequest request) {
    return target.equals(request.uri()) && method.equals(request.method());
  }

  private void handle(
      HttpServerRequest request, BiConsumer<HttpServerRequest, Throwable> failures) {
    // The metrics' label, which the router sets for its own routes.
    request.routed(target);
    try {
      handler.apply(request).onFailure(failure -> failures.accept(request, failure));
    } catch (RuntimeException failure) {
      failures.accept(request, failure);
    }
  }
}

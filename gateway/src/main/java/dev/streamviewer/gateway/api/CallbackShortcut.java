package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.ProblemResponses;
import dev.streamviewer.gateway.http.SecurityHeaders;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * Answers callbacks without the router's search. The request target must equal the address as text:
 * every other spelling, a query, another method, and a request without a valid host go to the
 * router. The answers are the same.
 */
public final class CallbackShortcut implements Handler<HttpServerRequest> {
  private final String address;
  private final CallbackRoutes callbacks;
  private final SecurityHeaders headers;
  private final ProblemResponses problems;
  private final Handler<HttpServerRequest> router;

  /**
   * @param router handles all other requests
   */
  public CallbackShortcut(
      OpenAPIContract contract,
      CallbackRoutes callbacks,
      SecurityHeaders headers,
      ProblemResponses problems,
      Handler<HttpServerRequest> router) {
    this.address = contract.operation(CallbackRoutes.RECEIVE).getAbsoluteOpenAPIPath();
    this.callbacks = callbacks;
    this.headers = headers;
    this.problems = problems;
    this.router = router;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (isCallback(request)) {
      receive(request);
    } else {
      router.handle(request);
    }
  }

  private boolean isCallback(HttpServerRequest request) {
    return address.equals(request.uri())
        && HttpMethod.POST.equals(request.method())
        && request.authority() != null;
  }

  private void receive(HttpServerRequest request) {
    // Sets the label of metrics, as the router does for its own routes.
    request.routed(address);
    headers.add(request.response());
    try {
      callbacks
          .receive(request, null)
          .onSuccess(verdict -> ApiResponses.writeVerdict(request.response(), verdict))
          .onFailure(failure -> problems.answer(request, failure));
    } catch (RuntimeException failure) {
      problems.answer(request, failure);
    }
  }
}

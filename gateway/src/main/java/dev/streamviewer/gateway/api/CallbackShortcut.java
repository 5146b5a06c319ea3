package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.ProblemResponses;
import dev.streamviewer.gateway.http.SecurityHeaders;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * Answers callbacks without the router's search. The request target must equal the address as text:
 * every other spelling, a query, another method, and a request without a valid host go to the
 * router. The answers are the same, except that an accepted callback, whose answer is empty, gets
 * none of the headers that protect pages.
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
    try {
      callbacks
          .receive(request, null)
          .onSuccess(verdict -> answer(request.response(), verdict))
          .onFailure(failure -> refuse(request, failure));
    } catch (RuntimeException failure) {
      refuse(request, failure);
    }
  }

  private void answer(HttpServerResponse response, WebhookVerdict verdict) {
    if (verdict.text() != null) {
      headers.add(response);
    }
    ApiResponses.writeVerdict(response, verdict);
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    headers.add(request.response());
    problems.answer(request, failure);
  }
}

package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.Problems;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Writes the webhook service's verdict on a callback as an HTTP response. */
final class CallbackResponses {
  private CallbackResponses() {}

  static void write(HttpServerResponse response, WebhookVerdict verdict) {
    if (verdict.status() == 200) {
      // Twitch expects the raw challenge with its length: neither compressed nor chunked.
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
          .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
          .end(verdict.text());
    } else if (verdict.status() < 300) {
      response.setStatusCode(verdict.status()).end();
    } else {
      Problems.write(response, verdict.status(), "refused", verdict.text());
    }
  }
}

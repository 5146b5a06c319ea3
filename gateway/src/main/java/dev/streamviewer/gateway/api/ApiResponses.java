package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.ProblemDetails;
import dev.streamviewer.gateway.http.ProblemResponses;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;

/** Writes the result of an operation as an HTTP response. */
final class ApiResponses {
  private ApiResponses() {}

  /**
   * Writes {@code Done} as 204, an address as a redirect, a verdict with its status, and all else
   * as JSON.
   */
  static void write(HttpServerResponse response, Object answer) {
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (answer instanceof Done) {
      response.setStatusCode(204).end();
    } else if (answer instanceof URI location) {
      response.setStatusCode(302).putHeader(HttpHeaders.LOCATION, location.toString()).end();
    } else if (answer instanceof WebhookVerdict verdict) {
      writeVerdict(response, verdict);
    } else {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .end(Buffer.buffer(RecordJson.encode(answer)));
    }
  }

  /** Writes the webhook service's verdict on a callback. */
  static void writeVerdict(HttpServerResponse response, WebhookVerdict verdict) {
    if (verdict.status() == 200) {
      // Twitch expects the raw challenge with its length: neither compressed nor chunked.
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
          .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
          .end(verdict.text());
    } else if (verdict.status() < 300) {
      response.setStatusCode(verdict.status()).end();
    } else {
      ProblemResponses.write(
          response, new ProblemDetails(verdict.status(), "refused", verdict.text()));
    }
  }
}

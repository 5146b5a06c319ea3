package dev.streamviewer.sandbox.hub;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls subscribers. The calls never fail: a missing response has status 0. Redirects are not
 * followed.
 */
final class HubSubscribers {
  private static final long TIMEOUT_MILLIS = 10_000;

  private final HttpClient http;

  /**
   * A subscriber's response.
   *
   * @param status 0 without a response
   */
  record Response(int status, String body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  HubSubscribers(Vertx vertx) {
    http = vertx.createHttpClient();
  }

  Future<Response> get(String callback, Map<String, String> query) {
    var parameters =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var separator = callback.contains("?") ? "&" : "?";
    return send(
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(callback + separator + parameters),
        Buffer.buffer());
  }

  Future<Response> post(String callback, Map<String, String> headers, Buffer body) {
    var request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(callback);
    headers.forEach(request::putHeader);
    return send(request, body);
  }

  Future<Void> close() {
    return http.close();
  }

  private Future<Response> send(RequestOptions request, Buffer body) {
    return http.request(request.setTimeout(TIMEOUT_MILLIS))
        .compose(open -> open.send(body))
        .compose(
            answer -> answer.body().map(it -> new Response(answer.statusCode(), it.toString())))
        .timeout(TIMEOUT_MILLIS, MILLISECONDS)
        .otherwise(new Response(0, ""));
  }
}

package dev.streamviewer.notifier.sns;

import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Adapter from Amazon's library to Vert.x's HTTP client; the library brings none. Messages are
 * small, so bodies are buffered.
 */
final class AwsHttpClient implements SdkAsyncHttpClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Headers that Vert.x sets itself, to the same values. */
  private static final Set<String> MANAGED_HEADERS = Set.of("host", "content-length");

  private final BoundedWebClient web;

  /**
   * @param callTimeout the deadline of a call
   * @param connections the number of calls that may be under way at once
   */
  AwsHttpClient(Vertx vertx, Duration callTimeout, int connections) {
    this.web =
        new BoundedWebClient(
            vertx,
            "SNS",
            new Limits(CONNECT_TIMEOUT, callTimeout, callTimeout, connections, connections));
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
    var body = Buffer.buffer();
    return SdkPublisher.adapt(call.requestContentPublisher())
        .subscribe(part -> body.appendBytes(bytes(part)))
        .thenCompose(read -> send(call.request(), body).toCompletionStage())
        .thenAccept(response -> respond(response, call.responseHandler()))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                call.responseHandler().onError(failure);
              }
            });
  }

  @Override
  public String clientName() {
    return "Vert.x";
  }

  @Override
  public void close() {
    web.close();
  }

  private Future<HttpResponse<Buffer>> send(SdkHttpRequest request, Buffer body) {
    var method = HttpMethod.valueOf(request.method().name());
    var sent = web.request(method, request.getUri().toString());
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!MANAGED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                sent.putHeader(name, values);
              }
            });
    return web.inTime(sent.sendBuffer(body));
  }

  private static void respond(HttpResponse<Buffer> response, SdkAsyncHttpResponseHandler handler) {
    var head =
        SdkHttpResponse.builder()
            .statusCode(response.statusCode())
            .statusText(response.statusMessage());
    response.headers().forEach((name, value) -> head.appendHeader(name, value));
    handler.onHeaders(head.build());
    var body = response.body() == null ? new byte[0] : response.body().getBytes();
    handler.onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(body))));
  }

  private static byte[] bytes(ByteBuffer part) {
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    return bytes;
  }
}

package dev.streamviewer.notifier.sns;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
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
 * Vert.x's HTTP client for Amazon's library, which then brings none of its own. Messages are small,
 * so they pass as a whole.
 */
final class AwsHttpClient implements SdkAsyncHttpClient {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** Vert.x sets them itself, to the same. */
  private static final Set<String> OWN = Set.of("host", "content-length");

  private final WebClient web;
  private final Duration call;

  /**
   * @param call how long a call may take
   * @param connections how many may be under way at once
   */
  AwsHttpClient(Vertx vertx, Duration call, int connections) {
    var options =
        new WebClientOptions()
            .setUserAgentEnabled(false)
            .setConnectTimeout((int) CONNECT.toMillis())
            .setKeepAliveTimeout(30);
    options.setFollowRedirects(false);
    this.web =
        WebClient.create(
            vertx,
            options,
            new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
    this.call = call;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
    var body = Buffer.buffer();
    return SdkPublisher.adapt(call.requestContentPublisher())
        .subscribe(part -> body.appendBytes(bytes(part)))
        .thenCompose(read -> send(call.request(), body).toCompletionStage())
        .thenAccept(response -> hand(response, call.responseHandler()))
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
    var sent = web.requestAbs(method, request.getUri().toString()).timeout(call.toMillis());
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                sent.putHeader(name, values);
              }
            });
    return sent.sendBuffer(body);
  }

  private static void hand(HttpResponse<Buffer> response, SdkAsyncHttpResponseHandler handler) {
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

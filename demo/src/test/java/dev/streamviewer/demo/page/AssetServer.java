package dev.streamviewer.demo.page;

import dev.streamviewer.demo.support.TestDemo;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server of the page's files, which gets them from the gateway as a CDN does. */
final class AssetServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client =
      WebClient.create(vertx, new WebClientOptions().setDecompressionSupported(false));
  private final HttpServer server;
  private final Answer answer;
  private TestDemo demo;

  /** Answers a request for a file. */
  @FunctionalInterface
  interface Answer {
    /**
     * @param original the gateway's response
     */
    void answer(HttpServerRequest request, HttpResponse<Buffer> original);
  }

  private AssetServer(Answer answer) throws TimeoutException {
    this.answer = answer;
    server =
        vertx.createHttpServer().requestHandler(this::serve).listen(0).await(60, TimeUnit.SECONDS);
  }

  /** Starts the server, and the product whose page gets its files there. */
  static AssetServer start(Answer answer) throws TimeoutException {
    var assets = new AssetServer(answer);
    assets.demo =
        TestDemo.start(
            Map.of("ASSETS_URL", "http://127.0.0.1:" + assets.server.actualPort()),
            Clock.systemUTC());
    return assets;
  }

  TestDemo demo() {
    return demo;
  }

  /** Answers as the gateway did. */
  static void forward(HttpServerRequest request, HttpResponse<Buffer> original) {
    request.response().headers().addAll(original.headers());
    request.response().end(original.body());
  }

  private void serve(HttpServerRequest request) {
    client
        .getAbs(demo.url().resolve(request.path()).toString())
        .putHeader("Accept-Encoding", request.getHeader("Accept-Encoding"))
        .send()
        .onSuccess(original -> answer.answer(request, original))
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }

  @Override
  public void close() throws TimeoutException {
    demo.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }
}

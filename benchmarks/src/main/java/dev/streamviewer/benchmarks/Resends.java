package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.pusher.rest.data.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often one publish is really sent to a server that takes it whole and then drops the
 * connection without an answer, as one does that dies.
 */
final class Resends {
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  private final AtomicInteger copies = new AtomicInteger();
  private final Vertx vertx;

  Resends(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Publishes one event, in one way. */
  int count(Way way) throws Exception {
    var call = new Load(1, 1, Duration.ZERO).call();
    var server = listen();
    var context = vertx.getOrCreateContext();
    try (var publisher = way.open(context, server.actualPort())) {
      publish(context, publisher, call).await(1, MINUTES);
      Thread.sleep(STRAGGLERS.toMillis());
      return copies.getAndSet(0);
    } finally {
      server.close().await(1, MINUTES);
    }
  }

  private HttpServer listen() throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> drop(request)))
        .listen(0, "127.0.0.1")
        .await(10, SECONDS);
  }

  private void drop(HttpServerRequest request) {
    copies.incrementAndGet();
    request.connection().close();
  }

  /** That it fails is expected. */
  private static Future<Void> publish(Context context, Publisher publisher, List<Event> call) {
    return Future.future(
        promise ->
            context.runOnContext(
                begin -> publisher.publish(call).onComplete(end -> promise.complete())));
  }
}

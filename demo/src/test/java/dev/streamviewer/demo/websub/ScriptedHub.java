package dev.streamviewer.demo.websub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.TestDemo;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** A hub that accepts every request and then stays passive: the test verifies, denies and sends. */
final class ScriptedHub implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final List<MultiMap> requests = new CopyOnWriteArrayList<>();
  private final int port;

  /** A subscriber's request. */
  record Request(URI callback, String secret) {}

  private ScriptedHub() throws TimeoutException {
    port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.setExpectMultipart(true);
                  request.endHandler(
                      end -> {
                        requests.add(request.formAttributes());
                        request.response().setStatusCode(202).end();
                      });
                })
            .listen(0, "localhost")
            .await(60, SECONDS)
            .actualPort();
  }

  static ScriptedHub start() {
    try {
      return new ScriptedHub();
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  String url() {
    return "http://localhost:%d/hub".formatted(port);
  }

  /** Watches a streamer, and waits for the request for the topic; returns the request. */
  Request awaitSubscription(TestDemo demo, String streamer) {
    var visitor = demo.visitor();
    visitor.signIn("tfue");
    assertThat(visitor.send("PUT", "/api/streamers/%s/watch".formatted(streamer)).statusCode())
        .isEqualTo(200);
    var topic = "user_id=" + demo.control().idOf(streamer);
    await("a request for " + topic).atMost(TIMEOUT).until(() -> !subscriptions(topic).isEmpty());
    var form = subscriptions(topic).get(0);
    return new Request(URI.create(form.get("hub.callback")), form.get("hub.secret"));
  }

  private List<MultiMap> subscriptions(String topic) {
    return requests.stream()
        .filter(it -> "subscribe".equals(it.get("hub.mode")))
        .filter(it -> it.get("hub.topic").endsWith(topic))
        .toList();
  }

  @Override
  public void close() {
    try {
      vertx.close().await(60, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.streamviewer.demo.chaos.fleet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The public address, as a load balancer provides it: tries the next gateway if a connection fails.
 * Records which of Twitch's messages were acknowledged.
 */
public final class LoadBalancer {
  private static final int BAD_GATEWAY = 502;

  private final HttpClient client;
  private final List<SocketAddress> gateways;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final OutageWindow outage = new OutageWindow();
  private final FirstAnswers firstAnswers = new FirstAnswers();
  private final AtomicInteger requests = new AtomicInteger();

  LoadBalancer(Vertx vertx, List<SocketAddress> gateways) {
    this.gateways = gateways;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000),
            new PoolOptions().setHttp1MaxSize(256));
  }

  Future<?> listen(Vertx vertx, int port) {
    return vertx.createHttpServer().requestHandler(this::serve).listen(port, "127.0.0.1");
  }

  /** Returns the ids of messages that were answered with 2xx. */
  public Set<String> acknowledged() {
    return acknowledged;
  }

  public OutageWindow outage() {
    return outage;
  }

  public FirstAnswers firstAnswers() {
    return firstAnswers;
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .compose(body -> forward(request, body, requests.incrementAndGet(), gateways.size() - 1))
        .onSuccess(answer -> answer(request, answer))
        .onFailure(broken -> answerBroken(request));
  }

  /**
   * @param turn the index of the gateway
   * @param others the number of gateways that may be tried afterwards
   */
  private Future<Answer> forward(HttpServerRequest request, Buffer body, int turn, int others) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setServer(gateways.get(turn % gateways.size()))
            .setURI(request.uri());
    return client
        .request(options)
        .recover(
            failure ->
                failure instanceof ConnectException && others > 0
                    ? Future.failedFuture(new NextGateway())
                    : Future.failedFuture(failure))
        .compose(
            onward -> {
              onward.headers().setAll(request.headers());
              return onward.send(body);
            })
        .compose(Answer::read)
        .recover(
            failure ->
                failure instanceof NextGateway
                    ? forward(request, body, turn + 1, others - 1)
                    : Future.failedFuture(failure));
  }

  private void answerBroken(HttpServerRequest request) {
    count(request, BAD_GATEWAY);
    request.response().setStatusCode(BAD_GATEWAY).end();
  }

  private void count(HttpServerRequest request, int status) {
    if ("0".equals(request.getHeader("Twitch-Eventsub-Message-Retry"))) {
      firstAnswers.add(status);
    }
  }

  private void answer(HttpServerRequest request, Answer answer) {
    count(request, answer.head().statusCode());
    var id = request.getHeader("Twitch-Eventsub-Message-Id");
    if (id != null && answer.head().statusCode() / 100 == 2) {
      acknowledged.add(id);
      outage.success();
    }
    var response = request.response().setStatusCode(answer.head().statusCode());
    response.headers().setAll(answer.head().headers()).remove(HttpHeaders.TRANSFER_ENCODING);
    response.end(answer.body());
  }

  private record Answer(HttpClientResponse head, Buffer body) {
    static Future<Answer> read(HttpClientResponse head) {
      return head.body().map(body -> new Answer(head, body));
    }
  }

  /** The gateway accepts no connection. */
  private static final class NextGateway extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

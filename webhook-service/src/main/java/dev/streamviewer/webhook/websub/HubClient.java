package dev.streamviewer.webhook.websub;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;

/**
 * Sends subscription requests to the hub.
 *
 * @see <a href="https://www.w3.org/TR/websub/#subscriber-sends-subscription-request">WebSub 5.1</a>
 */
final class HubClient implements WebSubHub {
  private static final int CONNECTIONS = 4;
  private static final int MOST_WAITING = 100;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private final WebClient web;
  private final WebSubConfig config;

  HubClient(Vertx vertx, WebSubConfig config) {
    this.config = config;
    this.web =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setUserAgent("streamer-event-viewer")
                .setFollowRedirects(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
  }

  @Override
  public Future<Void> subscribe(String topic, TopicCredentials credentials) {
    return send(
        form("subscribe", topic, credentials)
            .add("hub.lease_seconds", String.valueOf(LEASE.toSeconds()))
            .add("hub.secret", credentials.secret().value()));
  }

  @Override
  public Future<Void> unsubscribe(String topic, TopicCredentials credentials) {
    return send(form("unsubscribe", topic, credentials));
  }

  void close() {
    web.close();
  }

  private MultiMap form(String mode, String topic, TopicCredentials credentials) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("hub.mode", mode)
        .add("hub.topic", topic)
        .add("hub.callback", config.callback() + "?websub=" + credentials.token().value());
  }

  /**
   * Sends a request, which the hub accepts with 202. A verification or a denial follows separately.
   */
  private Future<Void> send(MultiMap form) {
    return web.postAbs(config.hub().toString())
        .timeout(CALL_TIMEOUT.toMillis())
        .sendForm(form)
        .timeout(CALL_TIMEOUT.plus(CONNECT_TIMEOUT).toMillis(), MILLISECONDS)
        .compose(
            response ->
                response.statusCode() / 100 == 2
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "the hub answered %d, expected 202".formatted(response.statusCode())));
  }
}

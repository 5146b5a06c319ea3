package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * Sends subscription requests to the hub.
 *
 * @see <a href="https://www.w3.org/TR/websub/#subscriber-sends-subscription-request">WebSub 5.1</a>
 */
final class HubClient implements WebSubHub {
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5), 4, 100);

  private final BoundedWebClient web;
  private final WebSubConfig config;

  HubClient(Vertx vertx, WebSubConfig config) {
    this.config = config;
    this.web = new BoundedWebClient(vertx, "the hub", LIMITS);
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
    return web.inTime(web.request(HttpMethod.POST, config.hub().toString()).sendForm(form))
        .compose(
            response ->
                response.statusCode() / 100 == 2
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "the hub answered %d, expected 202".formatted(response.statusCode())));
  }
}

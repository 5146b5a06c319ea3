package dev.streamviewer.webhook.websub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HubClientIT {
  private static final String TOPIC = "https://api.twitch.tv/helix/streams?user_id=42";
  private static final HubCredentials CREDENTIALS =
      new HubCredentials(List.of(new Secret("a-secret-of-the-test")));
  private static final TopicCredentials TOPIC_CREDENTIALS = CREDENTIALS.current(TOPIC);

  private final List<MultiMap> requests = new CopyOnWriteArrayList<>();
  private Consumer<HttpServerResponse> answer = response -> response.setStatusCode(202).end();
  private HubClient client;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    var port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.setExpectMultipart(true);
                  request.endHandler(
                      end -> {
                        requests.add(request.formAttributes());
                        answer.accept(request.response());
                      });
                })
            .listen(0, "localhost")
            .await(60, SECONDS)
            .actualPort();
    var config =
        new WebSubConfig(
            URI.create("http://localhost:%d/hub".formatted(port)),
            URI.create("https://api.twitch.tv/helix/streams"),
            URI.create("https://viewer.test/api/callback"),
            CREDENTIALS);
    client = new HubClient(vertx, config);
  }

  @Test
  void sendsTheSecretAndTheCallbackOfTheTopic() throws Exception {
    client.subscribe(TOPIC, TOPIC_CREDENTIALS).await(60, SECONDS);
    client.unsubscribe(TOPIC, TOPIC_CREDENTIALS).await(60, SECONDS);

    var callback = "https://viewer.test/api/callback?websub=" + TOPIC_CREDENTIALS.token().value();
    assertThat(requests)
        .extracting(it -> it.get("hub.mode"))
        .containsExactly("subscribe", "unsubscribe");
    assertThat(requests).extracting(it -> it.get("hub.callback")).containsOnly(callback);
    assertThat(requests)
        .extracting(it -> it.get("hub.secret"))
        .containsExactly(TOPIC_CREDENTIALS.secret().value(), null);
  }

  @Test
  void hidesTheRequestInFailures() {
    answer =
        response ->
            response.setStatusCode(500).end("cannot reach " + requests.get(0).get("hub.callback"));

    assertThat(failure())
        .hasMessage("the hub answered 500, expected 202")
        .message()
        .doesNotContain(TOPIC_CREDENTIALS.token().value());
  }

  private Throwable failure() {
    return catchThrowable(() -> client.subscribe(TOPIC, TOPIC_CREDENTIALS).await(60, SECONDS));
  }
}

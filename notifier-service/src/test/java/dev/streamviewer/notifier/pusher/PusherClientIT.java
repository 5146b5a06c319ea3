package dev.streamviewer.notifier.pusher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests on the wire, and behavior without a response. */
@ExtendWith(VertxExtension.class)
class PusherClientIT {
  private final List<String> requests = new ArrayList<>();
  private final List<JsonObject> bodies = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final CredentialCheck credentials = CredentialCheck.pusher();
  private HttpServer server;
  private PusherClient client;
  private boolean silent;
  private int status = 200;
  private String list = "";

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    server =
        vertx.createHttpServer().requestHandler(this::handle).listen(0).await(60, TimeUnit.SECONDS);
    var config =
        new PusherConfig(
            "3",
            new Secret("secret"),
            new PusherServer("key", "", "localhost", server.actualPort(), false));
    client = new PusherClient(vertx, config, credentials, 2);
  }

  @Test
  void publishesABatchWithOneSignedCall() throws Exception {
    var answer =
        client
            .publish(
                List.of(
                    event("tfue", "stream.online", "{\"id\":\"1\",\"text\":\"<ü>\"}"),
                    event("luna", "stream.offline", "{\"id\":\"2\"}")))
            .await(60, TimeUnit.SECONDS);

    assertThat(answer).isEqualTo(new SinkResponse(200, "{}"));
    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith("POST /apps/3/batch_events?")
        .contains("auth_key=key", "auth_version=1.0", "body_md5=", "auth_signature=");
    var batch = bodies.get(0).getJsonArray("batch");
    assertThat(batch.getJsonObject(0).getString("channel")).isEqualTo("tfue");
    assertThat(batch.getJsonObject(0).getString("name")).isEqualTo("stream.online");
    assertThat(new JsonObject(batch.getJsonObject(0).getString("data")).getString("text"))
        .isEqualTo("<ü>");
  }

  @Test
  void endsACallToASilentServerInTime() {
    silent = true;

    assertThatThrownBy(() -> client.channels().await(60, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThat(requests).hasSize(1);
  }

  @Test
  void readsOnlyTheBeginningOfAnEndlessList() throws Exception {
    list = "x".repeat(5 << 20);

    var answer = client.channels().await(60, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).hasSize(2 << 20);
  }

  @Test
  void readsTheRetryAfterHeader() throws Exception {
    status = 429;

    var answer = client.channels().await(60, TimeUnit.SECONDS);

    assertThat(answer).isEqualTo(new SinkResponse(429, "", Duration.ofSeconds(7)));
  }

  @Test
  void reportsAUsedUpQuotaUntilAnEventIsAccepted() throws Exception {
    publish("tfue");
    status = 413;
    assertThat(publish("tfue"))
        .isEqualTo(new SinkResponse(413, "", Duration.ofSeconds(7)).doubted());

    status = 200;
    client.channels().await(60, TimeUnit.SECONDS);
    assertThat(credentials.check().toJson().encode())
        .contains("DEGRADED", "refuses events within its limits (413)", "quota of the app");

    publish("tfue");
    assertThat(credentials.check().toJson().encode()).contains("UP");
  }

  @Test
  void sendsTextsUnescaped() throws Exception {
    client
        .publish(List.of(event("tfue", "x", "{\"text\":\"ü\uD83D\uDE02\"}")))
        .await(60, TimeUnit.SECONDS);

    assertThat(texts.get(0)).contains("ü\uD83D\uDE02").doesNotContain("\\u");
  }

  @Test
  void updatesTheCredentialCheckByEachResponse() throws Exception {
    status = 401;
    client.channels().await(60, TimeUnit.SECONDS);
    assertThat(credentialsAreGood()).isFalse();

    status = 200;
    client.publish(List.of(event("tfue", "x", "{}"))).await(60, TimeUnit.SECONDS);
    assertThat(credentialsAreGood()).isTrue();
  }

  private static PublishedEvent event(String channel, String name, String data) {
    return new PublishedEvent(channel, name, Buffer.buffer(data));
  }

  private SinkResponse publish(String channel) throws Exception {
    return client.publish(List.of(event(channel, "x", "{}"))).await(60, TimeUnit.SECONDS);
  }

  private boolean credentialsAreGood() {
    return credentials.check().isOk();
  }

  private void handle(HttpServerRequest request) {
    requests.add(request.method() + " " + request.uri());
    if (silent) {
      return;
    }
    if (status != 200) {
      request.response().setStatusCode(status).putHeader("Retry-After", "7").end();
      return;
    }
    if (request.method() == HttpMethod.GET) {
      request.response().end(list);
      return;
    }
    request
        .body()
        .onSuccess(
            body -> {
              texts.add(body.toString());
              bodies.add(body.toJsonObject());
              request.response().end("{}");
            });
  }
}

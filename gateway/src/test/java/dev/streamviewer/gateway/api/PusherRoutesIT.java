package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.gateway.TestLimits;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class PusherRoutesIT {
  private static final String SIGNATURE = "0f".repeat(32);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx, TestLimits.calls(Duration.ofSeconds(10), 1)).signedIn();
    Contracts.AUTHORIZE_CHANNEL.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new ChannelAuthorization("key:signature"));
        });
  }

  private HttpResponse<String> authorize(String type, String form) {
    return send(
        gateway
            .asAda("/api/pusher/auth")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(form)));
  }

  @Test
  void authorizesTheViewersOwnPrivateChannel() {
    var response = authorize(FORM, "socket_id=123.456&channel_name=private-ada");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"auth\":\"key:signature\"}");
    assertThat(asked).containsExactly(new AuthorizeChannel("123.456", "private-ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private-tfue",
        "private-Ada",
        "private-ada2",
        "private-ada-42",
        "private-tfue-42",
        "private-encrypted-ada",
        "presence-ada",
        "ada",
        "private-private-ada",
        ""
      })
  void authorizesNoOtherChannel(String channel) {
    var response = authorize(FORM, "socket_id=123.456&channel_name=" + channel);

    assertProblem(response, 403, "only to the private channel of your own stream");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.2.3", "1.2:private-tfue", "a.b", "1.2%0A", "%D9%A1.%D9%A2"})
  void rejectsAMalformedSocketId(String socket) {
    assertProblem(
        authorize(FORM, "channel_name=private-ada&socket_id=" + socket),
        400,
        "The form field socket_id is \"");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "socket_id=1.2", "%zz", "channel_name=private-ada&socket_id"})
  void rejectsAnIncompleteForm(String form) {
    assertProblem(authorize(FORM, form), 400, "form");
  }

  @Test
  void rejectsATrailingLineBreak() {
    assertProblem(
        authorize(FORM, "socket_id=1.2&channel_name=private-ada%0A"),
        400,
        "channel_name is \"private-ada?\"");
  }

  @Test
  void rejectsARepeatedField() {
    assertProblem(
        authorize(FORM, "socket_id=1.2&channel_name=private-ada&channel_name=private-tfue"),
        400,
        "channel_name is given 2 times");
  }

  @Test
  void acceptsOnlyAForm() {
    assertProblem(
        authorize("application/json", "{\"socket_id\": \"1.2\"}"),
        415,
        "\"application/json\", expected application/x-www-form-urlencoded");
  }

  @Test
  void authorizesNoChannelWithoutASession() {
    var response =
        send(
            gateway
                .request("/api/pusher/auth")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("socket_id=1.2&channel_name=private-ada")));

    assertProblem(response, 401, "Please sign in first.");
  }

  @Test
  void forwardsAWebhookUnchanged() {
    Contracts.PUSHER_WEBHOOK.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Done());
        });

    var response = send(webhook("a-key", SIGNATURE).POST(BodyPublishers.ofString("{ }")));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(asked).containsExactly(new PusherWebhook("a-key", SIGNATURE, Buffer.buffer("{ }")));
  }

  @Test
  void rejectsAWebhookThatTheNotifierRejects() {
    Contracts.PUSHER_WEBHOOK.serve(
        gateway.bus,
        question ->
            Future.failedFuture(new BusFailure(Reason.FORBIDDEN, "The signature is wrong.")));

    assertProblem(postWebhook("{}"), 403, "The signature is wrong.");
  }

  @Test
  void acceptsOnlySmallJsonWebhooks() {
    assertProblem(
        send(gateway.request("/api/pusher/webhook").POST(BodyPublishers.ofString("{}"))),
        415,
        "The content type is missing, expected application/json.");
    assertProblem(postWebhook("x".repeat(70_000)), 413, "at most 65,536");
  }

  @Test
  void asksForARetryWithoutTheNotifier() {
    assertProblem(postWebhook("{}"), 503, "The notifier service is not running just now.");
  }

  @ParameterizedTest
  @CsvSource({"another-key, true", "'', true", "a-key, false"})
  void rejectsAForgedWebhookWithoutAwaitingTheBody(String key, boolean signed) throws IOException {
    var response =
        gateway.raw(
            "POST /api/pusher/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "X-Pusher-Key: %s\r\nX-Pusher-Signature: %s\r\nContent-Length: 60000\r\n\r\n"
                    .formatted(key, signed ? SIGNATURE : "00ff"));

    assertThat(response)
        .startsWith("HTTP/1.1 403")
        .containsIgnoringCase("connection: close")
        .contains("expected one made with our app's key");
    assertThat(gateway.refusals("pusher_signature")).isEqualTo(1);
  }

  @Test
  void limitsWebhooksThatWaitForTheNotifier() throws IOException {
    var held = Promise.<Done>promise();
    Contracts.PUSHER_WEBHOOK.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return held.future();
        });
    try (var first = gateway.connect()) {
      first
          .getOutputStream()
          .write(
              ("POST /api/pusher/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "X-Pusher-Key: a-key\r\nX-Pusher-Signature: %s\r\nContent-Length: 2\r\n\r\n{}"
                          .formatted(SIGNATURE))
                  .getBytes(UTF_8));
      await().until(() -> !asked.isEmpty());

      assertProblem(postWebhook("{}"), 503, "The server is busy.");
      held.complete(new Done());
    }
  }

  private HttpResponse<String> postWebhook(String body) {
    return send(webhook("a-key", SIGNATURE).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder webhook(String key, String signature) {
    return gateway
        .request("/api/pusher/webhook")
        .header("Content-Type", "application/json")
        .header("X-Pusher-Key", key)
        .header("X-Pusher-Signature", signature);
  }
}

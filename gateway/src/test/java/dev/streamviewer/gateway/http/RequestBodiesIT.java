package dev.streamviewer.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.gateway.TestLimits;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The byte budget that all bodies share. */
@ExtendWith(VertxExtension.class)
class RequestBodiesIT {
  private static final int TOTAL = 3_000;
  private static final int SHARE = 2_000;

  private TestGateway gateway;

  private void start(Vertx vertx, Map<String, String> variables) {
    gateway = TestGateway.start(vertx, variables, TestLimits.bodyBytes(TOTAL, SHARE));
    Contracts.INGEST_WEBHOOK.serve(
        gateway.bus, delivery -> Future.succeededFuture(WebhookVerdict.accepted()));
  }

  /** Sends a part of a body and waits until the bytes count. */
  private void sendPart(Socket socket, int bytes) throws IOException {
    sendPart(socket, "Content-Length: 9000\r\n", bytes);
  }

  private void sendPart(Socket socket, String headers, int bytes) throws IOException {
    var before = held();
    socket
        .getOutputStream()
        .write(
            ("POST /api/callback HTTP/1.1\r\nHost: x\r\n"
                    + TestGateway.callbackHead()
                    + headers
                    + "\r\n"
                    + "x".repeat(bytes))
                .getBytes(UTF_8));
    await().until(() -> held() == before + bytes);
  }

  private double held() {
    return gateway.meters.get("sev_gateway_body_bytes").gauge().value();
  }

  @Test
  void limitsTheBodiesOfAnAddress(Vertx vertx) throws IOException {
    start(vertx, Map.of());
    try (var first = gateway.connect()) {
      sendPart(first, 1_900);
      var second = gateway.postCallback("x".repeat(200));

      TestGateway.assertProblem(second, 503, "The server is receiving too many bodies.");
      assertThat(second.headers().firstValue("retry-after")).contains("1");
      assertThat(gateway.refusals("body_budget")).isEqualTo(1);
      assertThat(gateway.postCallback("x".repeat(100)).statusCode()).isEqualTo(204);
      try (var other = gateway.connectFrom("127.0.0.2")) {
        sendPart(other, 900);
      }
    }

    await().until(() -> held() == 0);
    assertThat(gateway.postCallback("x".repeat(SHARE)).statusCode()).isEqualTo(204);
  }

  @Test
  void limitsTheBodiesOfAllAddresses(Vertx vertx) throws IOException {
    start(vertx, Map.of());
    try (var first = gateway.connect();
        var second = gateway.connectFrom("127.0.0.2");
        var third = gateway.connectFrom("127.0.0.3")) {
      sendPart(first, 1_900);
      sendPart(second, 1_000);
      third
          .getOutputStream()
          .write(
              ("POST /api/callback HTTP/1.1\r\nHost: x\r\n"
                      + TestGateway.callbackHead()
                      + "Content-Length: 200\r\n\r\n"
                      + "x".repeat(200))
                  .getBytes(UTF_8));

      assertThat(new String(third.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 503");
    }
  }

  @Test
  void reservesNothingForAnAnnouncedBody(Vertx vertx) throws IOException {
    start(vertx, Map.of());
    try (var idle = gateway.connect()) {
      sendPart(idle, "Content-Length: 262144\r\n", 1);
      assertThat(gateway.postCallback("x".repeat(1_500)).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void countsChunksAsTheyArrive(Vertx vertx) throws IOException {
    start(vertx, Map.of());

    var response =
        TestGateway.send(
            gateway
                .callback()
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[SHARE + 1]))));

    TestGateway.assertProblem(response, 503, "The server is receiving too many bodies.");
    await().until(() -> held() == 0);
  }

  @Test
  void countsTheClientThatTheProxyForwards(Vertx vertx) throws IOException {
    start(vertx, Map.of("TRUSTED_PROXIES", "1"));
    var forged = "X-Forwarded-For: 198.51.100.7, 203.0.113.5\r\nContent-Length: 9000\r\n";
    try (var first = gateway.connect()) {
      sendPart(first, forged, 1_900);
      assertThat(post("198.51.100.7").statusCode()).isEqualTo(204);
      assertThat(post("203.0.113.5").statusCode()).isEqualTo(503);
    }
  }

  private HttpResponse<String> post(String client) {
    return TestGateway.send(
        gateway
            .callback()
            .header("X-Forwarded-For", client)
            .POST(BodyPublishers.ofString("x".repeat(200))));
  }
}

package dev.streamviewer.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.gateway.TestLimits;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ConnectionLimitsIT {
  private static final int CROWD_SIZE = Math.min(3_000, spareConnections());

  private final List<Socket> open = new ArrayList<>();

  /** Both ends of a connection are in this process, which needs files for other purposes too. */
  private static int spareConnections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int)
            Math.min(
                (unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()) / 3, 9_999)
        : 1_000;
  }

  @AfterEach
  void closeAll() throws IOException {
    for (var socket : open) {
      socket.close();
    }
  }

  private void connect(TestGateway gateway, int count) throws IOException {
    for (var i = 0; i < count; i++) {
      open.add(gateway.connect());
    }
  }

  @Test
  void servesRequestsBesideThousandsOfSilentConnections(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, Map.of("MAX_CONNECTIONS_PER_ADDRESS", "0"));
    connect(gateway, CROWD_SIZE);
    for (var socket : open.subList(0, CROWD_SIZE / 2)) {
      socket.getOutputStream().write("GET /api/config HTTP/1.1\r\nHo".getBytes(UTF_8));
    }

    assertThat(gateway.get("/api/config").statusCode()).isEqualTo(200);
  }

  @Test
  void closesTheLongestIdleConnectionAtTheTotalLimit(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.connections(2));
    connect(gateway, 2);
    ask(open.get(1));
    ask(open.get(0));

    connect(gateway, 1);

    ask(open.get(2));
    assertThat(open.get(1).getInputStream().read()).isEqualTo(-1);
    ask(open.get(0));
    assertThat(gateway.refusals("connections")).isEqualTo(1);
  }

  @Test
  void limitsTheConnectionsOfAnAddress(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, Map.of("MAX_CONNECTIONS_PER_ADDRESS", "3"));
    connect(gateway, 3);
    open.add(gateway.connectFrom("127.0.0.2"));
    ask(open.get(3));

    connect(gateway, 20);

    ask(open.get(23));
    for (var closed : open.subList(0, 3)) {
      assertThat(closed.getInputStream().read()).isEqualTo(-1);
    }
    ask(open.get(3));
    assertThat(gateway.refusals("connections_of_address")).isEqualTo(20);
  }

  @Test
  void closesAConnectionOfTheLargestAddressAtTheTotalLimit(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.connections(50));
    open.add(gateway.connectFrom("127.0.0.2"));
    ask(open.get(0));

    connect(gateway, 90);

    ask(open.get(90));
    ask(open.get(0));
    ask(gateway.connectFrom("127.0.0.3"));
  }

  @Test
  void doesNotLimitAnAddressBehindAProxy(Vertx vertx) throws IOException {
    var gateway =
        TestGateway.start(
            vertx, Map.of("MAX_CONNECTIONS_PER_ADDRESS", "3", "TRUSTED_PROXIES", "1"));

    connect(gateway, 20);

    for (var socket : open) {
      ask(socket);
    }
  }

  @Test
  void closesAConnectionWithoutARequest(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.firstHead(Duration.ofSeconds(2)));
    connect(gateway, 2);
    ask(open.get(1));

    assertThat(open.get(0).getInputStream().read()).isEqualTo(-1);
    ask(open.get(1));
  }

  @Test
  void closesAConnectionThatTricklesAHeader(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.firstHead(Duration.ofMillis(900)));
    connect(gateway, 1);
    var out = open.get(0).getOutputStream();
    out.write("GET / HTTP/1.1\r\nX: ".getBytes(UTF_8));

    await()
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class));
  }

  /**
   * The client does not read the answer, and the trickle of bytes prevents the read-idle timeout.
   */
  @Test
  void closesAConnectionThatDoesNotReadItsResponse(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.silence(Duration.ofSeconds(1))).signedIn();
    Contracts.FIND_STREAMERS.serve(
        gateway.bus, question -> Future.succeededFuture(new FoundStreamers(manyStreamers())));
    try (var client = new Socket()) {
      client.setReceiveBufferSize(4096);
      client.connect(new InetSocketAddress("localhost", gateway.verticle.port()));
      var out = client.getOutputStream();
      out.write(
          ("GET /api/streamers?query=a HTTP/1.1\r\nHost: x\r\nCookie: session="
                  + TestGateway.SESSION
                  + "\r\n\r\nGET / HTTP/1.1\r\nX: ")
              .getBytes(UTF_8));

      await()
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () -> assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class));
    }
  }

  private static List<StreamerSuggestion> manyStreamers() {
    var streamer = new StreamerSuggestion("42", "ada", "x".repeat(100_000), "", false, "", "", 0);
    return Collections.nCopies(160, streamer);
  }

  @Test
  void rejectsATricklingBodyOnEveryOperation(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx, TestLimits.body(Duration.ofMillis(300)));

    for (var line :
        List.of("POST /api/auth/logout", "POST /api/pusher/auth", "PUT /api/streamers/ada/watch")) {
      assertThat(gateway.raw(line + " HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{"))
          .startsWith("HTTP/1.1 408");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
        "GET / HTTP/9.9.9\r\n\r\n",
        "POST /api/callback HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
        "POST /api/callback HTTP/1.1\r\n"
            + "Host: x\r\n"
            + "Content-Length: 2\r\n"
            + "Content-Length: 3\r\n\r\n"
            + "{}",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"
      })
  void rejectsMalformedHttp(String garbage, Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx);

    assertThat(gateway.raw(garbage)).containsPattern("^HTTP/1\\.[01] 400 ");
    assertThat(gateway.get("/api/config").statusCode()).isEqualTo(200);
  }

  @Test
  void closesTheConnectionAfterABrokenChunk(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx);

    var response =
        gateway.raw(
            "POST /api/callback HTTP/1.1\r\nHost: x\r\n"
                + TestGateway.callbackHead()
                + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n");

    assertThat(response).doesNotContain(" 20");
    assertThat(gateway.get("/api/config").statusCode()).isEqualTo(200);
  }

  @Test
  void limitsTheLengthOfHeaders(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx);

    assertThat(gateway.raw(request("X: " + "x".repeat(20_000))))
        .containsPattern("^HTTP/1\\.[01] 431 ");
    assertThat(gateway.raw("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .containsPattern("^HTTP/1\\.[01] 414 ");
  }

  @Test
  void servesPipelinedRequests(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx);

    var both = gateway.raw(request("X: 1") + request("Connection: close"));

    assertThat(both.split("HTTP/1.1 200 OK", -1)).hasSize(3);
  }

  /** Sends a request and reads the answer. */
  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(request("X: 1").getBytes(UTF_8));
    var answer = new StringBuilder();
    while (!answer.toString().endsWith("}}")) {
      var next = socket.getInputStream().read();
      assertThat(next).as("a byte of the answer after %s", answer).isNotEqualTo(-1);
      answer.append((char) next);
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 200").contains("\"embeds\"");
  }

  private static String request(String header) {
    return "GET /api/config HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
  }
}

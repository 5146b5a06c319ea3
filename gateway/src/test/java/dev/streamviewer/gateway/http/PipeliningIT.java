package dev.streamviewer.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that send many requests and read no answer. */
@ExtendWith(VertxExtension.class)
class PipeliningIT {
  /** A request with an immediate answer that is counted. */
  private static final byte[] REQUEST =
      "POST /api/auth/logout HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n\r\n"
          .getBytes(US_ASCII);

  private static final int REQUESTS = 150_000;

  @Test
  void closesAPipelineWhoseResponsesAreNotRead(Vertx vertx) throws IOException {
    var gateway = TestGateway.start(vertx);
    try (var client = SocketChannel.open()) {
      client.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      client.connect(new InetSocketAddress("localhost", gateway.verticle.port()));

      assertThatThrownBy(() -> sendAll(client)).isInstanceOf(IOException.class);

      assertThat(gateway.refusals("cross_site")).isBetween(1.0, 1_000.0);
      assertThat(gateway.refusals("protocol")).isEqualTo(1);
    }
    assertThat(gateway.get("/api/config").statusCode()).isEqualTo(200);
  }

  private static void sendAll(SocketChannel client) throws IOException {
    var requests = ByteBuffer.allocate(1_000 * REQUEST.length);
    while (requests.hasRemaining()) {
      requests.put(REQUEST);
    }
    for (var sent = 0; sent < REQUESTS; sent += 1_000) {
      client.write(requests.rewind());
    }
  }
}

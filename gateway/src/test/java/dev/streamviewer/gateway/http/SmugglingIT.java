package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose end a proxy and this server may see in different places. */
@ExtendWith(VertxExtension.class)
class SmugglingIT {
  /** A second answer follows the body of the first without a line break. */
  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private static final String HOST = "Host: x\r\n";
  private static final String HIDDEN = "GET /api/auth/me HTTP/1.1\r\n" + HOST + "\r\n";
  private static final String LAST =
      "GET /api/nothing HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx);
  }

  private List<String> answers(String requests) throws IOException {
    return ANSWER.matcher(gateway.raw(requests)).results().map(it -> it.group(1)).toList();
  }

  @Test
  void ignoresAMisspelledContentLength() throws IOException {
    var request = "GET /api/config HTTP/1.1\r\n" + HOST + "Content-Xength: %d\r\n\r\n";

    assertThat(answers(request.formatted(LAST.length()) + LAST)).containsExactly("200", "404");
  }

  @Test
  void doesNotServeARequestHiddenInABody() throws IOException {
    var head =
        "POST /nothing HTTP/1.1\r\n"
            + HOST
            + "Content-Length: %d\r\n\r\n".formatted(HIDDEN.length());
    var request =
        "GET / HTTP/1.1\r\n" + HOST + "Content-Xength: %d\r\n\r\n".formatted(head.length());

    assertThat(answers(request + head + HIDDEN)).hasSize(2).doesNotContain("401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET /api/config", "HEAD /", "DELETE /api/streamers/ada/watch"})
  void rejectsAnUnexpectedBodyAndCloses(String line) throws IOException {
    for (var announced : List.of("Content-Length: 60", "Transfer-Encoding: chunked")) {
      var response = gateway.raw(line + " HTTP/1.1\r\n" + HOST + announced + "\r\n\r\n" + HIDDEN);

      assertThat(response)
          .startsWith("HTTP/1.1 400")
          .containsIgnoringCase("connection: close")
          .containsIgnoringCase("application/problem+json");
      assertThat(ANSWER.matcher(response).results()).hasSize(1);
    }
    assertThat(gateway.refusals("unexpected_body")).isEqualTo(2);
  }

  @Test
  void acceptsAnEmptyBody() throws IOException {
    var request = "GET /api/config HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n";

    assertThat(answers(request + LAST)).containsExactly("200", "404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /",
        "POST /nothing",
        "POST /api/nothing",
        "POST /api/config",
        "PUT /api/callback",
        "POST /api/callback",
        "POST /api/pusher/webhook",
        "FOO /api/config"
      })
  void closesAfterAResponseBeforeTheWholeBody(String line) throws IOException {
    var response =
        gateway.raw(line + " HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\n{}{}" + HIDDEN);

    assertThat(response).containsIgnoringCase("connection: close");
    assertThat(ANSWER.matcher(response).results()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /x HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\n",
        "\0\1\2\177GET /api/nothing HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;a=\"\r\n\r\nhello\r\n0\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nhello\r\n0\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
      })
  void servesNothingAfterAnAmbiguousRequest(String request) throws IOException {
    var answers = answers(request + HIDDEN);

    assertThat(answers).hasSizeLessThanOrEqualTo(1).doesNotContain("200", "401");
  }
}

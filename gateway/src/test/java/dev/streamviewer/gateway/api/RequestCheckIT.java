package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class RequestCheckIT {
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          /api/streamers | query parameter query is missing, expected 1 to 50 characters.
          /api/streamers?query= | query parameter query is "", expected 1 to 50 characters.
          /api/streamers?query=%20 | query parameter query is " ", expected 1 to 50 characters.
          /api/streamers?query=%E3%80%80 | query parameter query is "\u3000", expected 1 to 50 characters.
          /api/streamers?query=%C2%A0%E2%80%8B | query parameter query is "\u00a0\u200b", expected 1 to 50
          /api/streamers?query=%FF | query parameter query is "\ufffd", expected 1 to 50 characters.
          /api/streamers?query=%F0%9F%8E%AE%0D%0A | query parameter query is "\ud83c\udfae??", expected 1 to
          /api/streamers?query=a&query=b | query is given 2 times, expected 1 to 50 characters.
          /api/streamers/%E6%97%A5%E6%9C%AC/events | path parameter login is "日本", expected 1 to 25
          /api/streamers/-5/events | path parameter login is "-5", expected 1 to 25
          /api/streamers/tfue%0D%0AX%3A%20y/events | path parameter login is "tfue??X: y", expected 1 to 25
          /api/streamers/abcdefghijklmnopqrstuvwxyz/events | login is "abcdefghijklmnopqrstuvwxyz", expected
          /api/streamers/a%20b/events | login is "a b", expected 1 to 25 letters, digits or underscores.
          /api/streamers/a%2Fb/events | path parameter login is "a/b", expected 1 to 25
          /api/streamers/a%0Ab/events | path parameter login is "a?b", expected 1 to 25
          /api/streamers/ada%0A/events | path parameter login is "ada?", expected 1 to 25
          /api/streamers/ada/events?after= | query parameter after is "", expected 1 to 200 characters.
          /api/auth/login?streamer=a-b | streamer is "a-b", expected 1 to 25 letters
          /api/auth/login?switch=yes | switch is "yes", expected true or false.
          """)
  void namesTheInvalidValueAndTheExpectedFormat(String path, String sentence) {
    assertProblem(send(gateway.asAda(path)), 400, sentence);
    assertThat(gateway.refusals("validation")).isEqualTo(1);
  }

  @Test
  void shortensALongValue() {
    var response = send(gateway.asAda("/api/streamers?query=" + "x".repeat(500)));

    assertProblem(response, 400, "is \"" + "x".repeat(60) + "…\", expected 1 to 50 characters.");
  }

  @Test
  void answersAMalformedQueryWithAProblem() throws IOException {
    var response =
        gateway.raw(
            "GET /api/streamers?query=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Cookie: session="
                + TestGateway.SESSION
                + "\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "The request cannot be understood.");
  }

  @Test
  void reportsInvalidValuesOnlyWithASession() {
    assertProblem(gateway.get("/api/streamers"), 401, "Please sign in first.");
    assertProblem(gateway.get("/api/streamers/a%20b/events"), 401, "Please sign in first.");
  }

  @Test
  void limitsUnusedBodies() {
    var response =
        send(
            gateway
                .asAda("/api/streamers/ada/watch")
                .PUT(BodyPublishers.ofString("x".repeat(16 * 1024 + 1))));

    assertProblem(response, 413, "at most 16,384 bytes");
  }
}

package dev.streamviewer.platform.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BoundedWebClientIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private BoundedWebClient client;
  private int port;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "localhost")
            .await(60, SECONDS)
            .actualPort();
    use(new Limits(MINUTE, MINUTE, MINUTE, 1, 1));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void returnsAResponse() throws Exception {
    var response = get("/").await(60, SECONDS);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsString()).isEqualTo("hello");
    assertThat(requests.get(0).getHeader("User-Agent")).isEqualTo("streamer-event-viewer");
  }

  @Test
  void readsTheFirstTwoMegabytesOfAResponse() throws Exception {
    assertThat(get("/large").await(60, SECONDS).body().length()).isEqualTo(2 << 20);
  }

  @Test
  void followsNoRedirect() throws Exception {
    assertThat(get("/redirect").await(60, SECONDS).statusCode()).isEqualTo(302);
    assertThat(requests).hasSize(1);
  }

  @Test
  void givesUpASilentServerWithoutNamingTheQuery() {
    use(new Limits(MINUTE, Duration.ofMillis(50), MINUTE, 1, 1));

    assertThatThrownBy(() -> get("/silent?auth_signature=1").await(60, SECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("The call of the server got no response within 50 ms");
  }

  @Test
  void givesUpACallThatTakesTooLong() {
    use(new Limits(MINUTE, MINUTE, Duration.ofMillis(50), 1, 1));

    assertThatThrownBy(() -> get("/silent").await(60, SECONDS))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("The call of the server took longer than 50 ms");
  }

  @Test
  void fillsOnlyItsConnectionsAndItsQueue() {
    var connected = get("/silent");
    Awaitility.await().until(() -> requests.size() == 1);

    var queued = get("/silent");
    var refused = get("/silent");

    Awaitility.await().until(refused::failed);
    assertThat(connected.isComplete()).isFalse();
    assertThat(queued.isComplete()).isFalse();
    assertThat(requests).hasSize(1);
  }

  private void use(Limits limits) {
    client = new BoundedWebClient(vertx, "the server", limits);
  }

  private Future<HttpResponse<Buffer>> get(String path) {
    return client.inTime(client.request(HttpMethod.GET, "http://localhost:" + port + path).send());
  }

  private void handle(HttpServerRequest request) {
    requests.add(request);
    switch (request.path()) {
      case "/silent" -> {}
      case "/large" -> request.response().end(Buffer.buffer(new byte[5 << 20]));
      case "/redirect" -> request.response().setStatusCode(302).putHeader("Location", "/").end();
      default -> request.response().end("hello");
    }
  }
}

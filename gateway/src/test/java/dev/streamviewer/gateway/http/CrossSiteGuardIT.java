package dev.streamviewer.gateway.http;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class CrossSiteGuardIT {
  private final AtomicInteger ended = new AtomicInteger();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx, Map.of("PUBLIC_URL", "https://example.org")).signedIn();
    Contracts.END_SESSION.serve(
        gateway.bus,
        question -> {
          ended.incrementAndGet();
          return Future.succeededFuture(new Done());
        });
  }

  private HttpResponse<String> logout(String... headers) {
    return send(
        gateway
            .request("/api/auth/logout")
            .header("Cookie", "__Host-session=x")
            .headers(headers)
            .POST(BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.test",
        "https://example.org.elsewhere.test",
        "http://example.org",
        "https://example.org:8443",
        "https://sub.example.org",
        "null",
        "garbage"
      })
  void rejectsAnotherOrigin(String origin) {
    assertProblem(logout("Origin", origin), 403, "Another site made this request.");
    assertThat(ended).hasValue(0);
    assertThat(gateway.refusals("cross_site")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "garbage"})
  void rejectsRequestsMarkedAsCrossSite(String site) {
    assertProblem(
        logout("Sec-Fetch-Site", site, "Origin", "https://example.org"),
        403,
        "Another site made this request.");
    assertThat(ended).hasValue(0);
  }

  @Test
  void acceptsRequestsOfThePage() {
    assertThat(
            logout("Sec-Fetch-Site", "same-origin", "Origin", "https://example.org").statusCode())
        .isEqualTo(204);
    assertThat(logout("Sec-Fetch-Site", "none").statusCode()).isEqualTo(204);
    assertThat(ended).hasValue(2);
  }

  @Test
  void acceptsTheHostThatTheBrowserUsed() {
    var ownOrigin = "http://localhost:" + gateway.verticle.port();

    assertThat(logout("Origin", ownOrigin).statusCode()).isEqualTo(204);
    assertThat(logout("Origin", ownOrigin.replace("http:", "https:")).statusCode()).isEqualTo(204);
  }

  @Test
  void acceptsRequestsWithoutAnOrigin() {
    assertThat(logout("Accept", "*/*").statusCode()).isEqualTo(204);
  }

  @Test
  void acceptsCrossSiteReads() {
    var response = send(gateway.request("/api/config").header("Sec-Fetch-Site", "cross-site"));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void guardsEveryOperationThatChangesState() {
    for (var path : new String[] {"/api/streamers/ada/watch", "/api/pusher/auth"}) {
      for (var method : new String[] {"PUT", "DELETE", "POST"}) {
        var response =
            send(
                gateway
                    .request(path)
                    .header("Origin", "https://elsewhere.test")
                    .method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isIn(403, 405);
      }
    }
  }
}

package dev.streamviewer.gateway.http;

import static dev.streamviewer.gateway.TestGateway.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SecurityHeadersIT {
  @Test
  void allowsOnlySourcesThatThePageNeeds(Vertx vertx) {
    var gateway = start(vertx, Map.of("PUBLIC_URL", "https://example.org"));

    assertThat(header(gateway, "/", "content-security-policy").split("; "))
        .containsExactly(
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: https://static-cdn.jtvnw.net",
            "connect-src 'self' wss://ws-eu.pusher.com",
            "frame-src https://player.twitch.tv https://www.twitch.tv",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types vue notice-worker",
            "form-action 'self'",
            "frame-ancestors 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/index-4f3c.js", "/api/config", "/api/nothing", "/nothing"})
  void addsSecurityHeadersToEveryResponse(String path, Vertx vertx) {
    var gateway = start(vertx, Map.of("PUBLIC_URL", "https://example.org"));

    assertThat(header(gateway, path, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(gateway, path, "referrer-policy"))
        .isEqualTo("strict-origin-when-cross-origin");
    assertThat(header(gateway, path, "permissions-policy"))
        .contains("autoplay=(self \"https://player.twitch.tv\")");
    assertThat(header(gateway, path, "strict-transport-security")).startsWith("max-age=");
    assertThat(gateway.get(path).headers().firstValue("cross-origin-embedder-policy")).isEmpty();
    assertThat(header(gateway, path, "cross-origin-opener-policy")).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @CsvSource({
    "/, same-origin",
    "/api/config, same-origin",
    "/api/nothing, same-origin",
    "/assets/nothing.js, same-origin",
    "/assets/index-4f3c.js, cross-origin"
  })
  void letsOtherSitesEmbedOnlyAssets(String path, String policy, Vertx vertx) {
    assertThat(header(start(vertx), path, "cross-origin-resource-policy")).isEqualTo(policy);
  }

  @Test
  void omitsHstsOverPlainHttp(Vertx vertx) {
    assertThat(start(vertx).get("/").headers().firstValue("strict-transport-security")).isEmpty();
  }

  private static String header(TestGateway gateway, String path, String name) {
    return gateway.get(path).headers().firstValue(name).orElseThrow();
  }
}

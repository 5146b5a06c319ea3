package dev.streamviewer.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org",
    "https://example.org:443/path, https://example.org",
    "https://example.org:80, https://example.org:80",
    "http://localhost:80, http://localhost",
    "http://localhost:8080/player?a=b, http://localhost:8080",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void omitsTheDefaultPortAndThePath(URI address, String origin) {
    assertThat(WebOrigin.of(address)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "wss, 443, wss://push.test",
    "wss, 80, wss://push.test:80",
    "ws, 80, ws://push.test",
    "ws, -1, ws://push.test",
    "ws, 8091, ws://push.test:8091"
  })
  void knowsTheDefaultPortsOfWebSockets(String scheme, int port, String origin) {
    assertThat(WebOrigin.of(scheme, "push.test", port)).isEqualTo(origin);
  }
}

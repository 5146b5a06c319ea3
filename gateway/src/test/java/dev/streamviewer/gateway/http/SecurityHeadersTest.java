package dev.streamviewer.gateway.http;

import static dev.streamviewer.gateway.TestGateway.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.config.GatewayConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  @Test
  void allowsOnlySourcesThatThePageNeeds() {
    assertThat(policy(Map.of("PUBLIC_URL", "https://example.org")))
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

  @Test
  void allowsTheInlineCodeOfTheEntryPageOnly() {
    assertThat(policy(Map.of(), new InlineSources(" 'sha256-a'", " 'sha256-b' 'sha256-c'")))
        .contains("script-src 'self' 'sha256-a'", "style-src 'self' 'sha256-b' 'sha256-c'");
  }

  @Test
  void allowsTheSandboxInsteadOfTwitch() {
    assertThat(
            policy(
                Map.of(
                    "PUSHER_PUBLIC_HOST", "localhost",
                    "PUSHER_PUBLIC_PORT", "8091",
                    "PUSHER_PUBLIC_TLS", "false",
                    "TWITCH_PLAYER_URL", "http://localhost:8090/player",
                    "TWITCH_CHAT_URL", "http://localhost:8090/chat")))
        .contains(
            "connect-src 'self' ws://localhost:8091 wss://localhost:8091",
            "frame-src http://localhost:8090",
            "img-src 'self' data: https://static-cdn.jtvnw.net http://localhost:8090");
  }

  @Test
  void allowsNoWebSocketWithoutPusher() {
    assertThat(policy(Map.of("PUSHER_ENABLED", "false"))).contains("connect-src 'self'");
  }

  @Test
  void allowsTheFilesOfTheCdnButNoConnections() {
    assertThat(
            policy(
                Map.of(
                    "PUBLIC_URL",
                    "https://example.org",
                    "ASSETS_URL",
                    "https://cdn.test:8443/viewer")))
        .contains(
            "default-src 'self' https://cdn.test:8443/viewer/assets/",
            "script-src 'self' https://cdn.test:8443/viewer/assets/",
            "style-src 'self' https://cdn.test:8443/viewer/assets/",
            "img-src 'self' https://cdn.test:8443/viewer/assets/ data:"
                + " https://static-cdn.jtvnw.net",
            "connect-src 'self' wss://ws-eu.pusher.com");
  }

  private static String[] policy(Map<String, String> variables) {
    return policy(variables, new InlineSources("", ""));
  }

  private static String[] policy(Map<String, String> variables, InlineSources inline) {
    return SecurityHeaders.policy(GatewayConfig.from(settings(variables)), inline).split("; ");
  }
}

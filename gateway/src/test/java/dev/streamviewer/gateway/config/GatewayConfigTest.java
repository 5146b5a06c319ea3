package dev.streamviewer.gateway.config;

import static dev.streamviewer.gateway.TestGateway.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.page.PageConfig;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {
  @Test
  void defaultsToTwitchAndPusher() {
    var config = GatewayConfig.from(new Settings(new JsonObject(Map.of("PUSHER_CLUSTER", "eu"))));

    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.publicUrl()).hasToString("http://localhost:8080");
    var pusher = config.pusher().orElseThrow();
    assertThat(pusher).isEqualTo(new PusherAddress("", "ws-eu.pusher.com", 443, true));
    assertThat(pusher.origins()).isEqualTo("wss://ws-eu.pusher.com");
    var page = PageConfig.of(config, "1");
    assertThat(page.embeds().player()).isEqualTo("https://player.twitch.tv/");
    assertThat(page.embeds().chat()).isEqualTo("https://www.twitch.tv/embed/{login}/chat");
  }

  @Test
  void defaultsToThePusherServerOfTheServices() {
    var pusher =
        pusher(Map.of("PUSHER_HOST", "localhost", "PUSHER_PORT", "8091", "PUSHER_TLS", "false"));

    assertThat(pusher).isEqualTo(new PusherAddress("a-key", "localhost", 8091, false));
    assertThat(pusher.origins()).isEqualTo("ws://localhost:8091 wss://localhost:8091");
  }

  @Test
  void prefersThePublicAddressOfPusher() {
    var pusher =
        pusher(
            Map.of(
                "PUSHER_HOST", "sandbox",
                "PUSHER_PORT", "8091",
                "PUSHER_TLS", "false",
                "PUSHER_PUBLIC_HOST", "push.example.org",
                "PUSHER_PUBLIC_PORT", "443",
                "PUSHER_PUBLIC_TLS", "true"));

    assertThat(pusher).isEqualTo(new PusherAddress("a-key", "push.example.org", 443, true));
  }

  @Test
  void requiresNoPusherVariablesWithoutPusher() {
    var settings = new Settings(new JsonObject(Map.of("PUSHER_ENABLED", "false")));

    assertThat(GatewayConfig.from(settings).pusher()).isEmpty();
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void limitsConnectionsPerAddressWithoutAProxy() {
    assertThat(GatewayConfig.from(settings(Map.of())).maxPerAddress()).isEqualTo(500);
    assertThat(maxPerAddress("MAX_CONNECTIONS_PER_ADDRESS", "7")).isEqualTo(7);
    assertThat(maxPerAddress("MAX_CONNECTIONS_PER_ADDRESS", "0")).isEqualTo(Integer.MAX_VALUE);
    assertThat(maxPerAddress("TRUSTED_PROXIES", "1")).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void reportsEveryFault() {
    var settings =
        new Settings(
            new JsonObject(
                Map.of(
                    "PORT", "eighty",
                    "TRUSTED_PROXIES", "yes",
                    "MAX_CONNECTIONS_PER_ADDRESS", "-1",
                    "PUBLIC_URL", "http://example.org/app",
                    "PUSHER_PUBLIC_HOST", "wss://example.org")));
    GatewayConfig.from(settings);

    assertThat(settings.faults())
        .anyMatch(it -> it.startsWith("PORT is \"eighty\""))
        .anyMatch(it -> it.contains("expected no path after the host"))
        .anyMatch(it -> it.contains("expected https"))
        .anyMatch(it -> it.startsWith("PUSHER_KEY is not set"))
        .anyMatch(it -> it.startsWith("PUSHER_CLUSTER is not set"))
        .anyMatch(it -> it.startsWith("PUSHER_PUBLIC_HOST is \"wss://example.org\""))
        .anyMatch(it -> it.startsWith("TRUSTED_PROXIES is \"yes\""))
        .anyMatch(it -> it.startsWith("MAX_CONNECTIONS_PER_ADDRESS is \"-1\""))
        .hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://viewer.localhost",
        "http://127.0.0.1:9",
        "http://[::1]:8080",
        "https://example.org"
      })
  void allowsPlainHttpOnThisMachine(String url) {
    var settings = settings(Map.of("PUBLIC_URL", url));
    GatewayConfig.from(settings);

    assertThat(settings.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org", "http://127.0.0.1.example.org", "http://localhost.example"})
  void rejectsPlainHttpElsewhere(String url) {
    var settings = settings(Map.of("PUBLIC_URL", url));
    GatewayConfig.from(settings);

    assertThat(settings.faults()).singleElement().asString().contains("expected https");
  }

  @Test
  void requiresAnHttpsCdnOnlyForAnHttpsPage() {
    var encrypted =
        settings(Map.of("PUBLIC_URL", "https://example.org", "ASSETS_URL", "http://cdn.test"));
    var plain = settings(Map.of("ASSETS_URL", "http://localhost:9000"));

    GatewayConfig.from(encrypted);
    GatewayConfig.from(plain);

    assertThat(encrypted.faults()).singleElement().asString().contains("PUBLIC_URL is https");
    assertThat(plain.faults()).isEmpty();
  }

  private static int maxPerAddress(String name, String value) {
    return GatewayConfig.from(settings(Map.of(name, value))).maxPerAddress();
  }

  private static PusherAddress pusher(Map<String, String> variables) {
    return GatewayConfig.from(settings(variables)).pusher().orElseThrow();
  }
}

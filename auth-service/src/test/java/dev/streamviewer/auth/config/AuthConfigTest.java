package dev.streamviewer.auth.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthConfigTest {
  @Test
  void requiresOnlyTheCredentials() {
    var settings = settings();

    var config = AuthConfig.from(settings);

    assertThat(settings.faults()).isEmpty();
    assertThat(config.idUrl()).hasToString("https://id.twitch.tv/oauth2");
    assertThat(config.apiUrl()).hasToString("https://api.twitch.tv/helix");
    assertThat(config.redirectUri()).isEqualTo("http://localhost:8080/api/auth/callback");
  }

  @Test
  void namesEveryMissingCredential() {
    var settings = new Settings(new JsonObject());

    AuthConfig.from(settings);

    assertThat(settings.faults())
        .hasSize(2)
        .anyMatch(fault -> fault.startsWith("TWITCH_CLIENT_ID is not set"))
        .anyMatch(fault -> fault.startsWith("TWITCH_CLIENT_SECRET is not set"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://viewer.example.org",
        "http://localhost:9000",
        "http://127.0.0.1:8080",
        "http://[::1]:8080"
      })
  void acceptsAddressesThatTwitchRedirectsTo(String address) {
    var settings = settings("PUBLIC_URL", address);

    var config = AuthConfig.from(settings);

    assertThat(settings.faults()).isEmpty();
    assertThat(config.redirectUri()).isEqualTo(address + "/api/auth/callback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://viewer.example.org", "http://10.0.0.7:8080"})
  void refusesAddressesThatTwitchNeverRedirectsTo(String address) {
    var settings = settings("PUBLIC_URL", address);

    AuthConfig.from(settings);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .contains("PUBLIC_URL", address, "https");
  }

  @Test
  void doesNotPrintTheSecret() {
    assertThat(AuthConfig.from(settings())).asString().doesNotContain("hush");
  }

  private static Settings settings(String... more) {
    var values =
        new JsonObject().put("TWITCH_CLIENT_ID", "client").put("TWITCH_CLIENT_SECRET", "hush");
    for (var i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return new Settings(values);
  }
}

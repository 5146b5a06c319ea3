package dev.streamviewer.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @Test
  void listsAllFaultsInOneMessage() {
    var settings =
        new Settings(
            new JsonObject().put("PORT", "eighty").put("PUBLIC_URL", "ftp://x").put("TLS", "yes"));

    settings.port("PORT", 8080);
    settings.url("PUBLIC_URL", "http://localhost:8080");
    settings.flag("TLS", true);
    settings.required("TWITCH_CLIENT_ID", "the client id of your Twitch app");
    settings.secret("TWITCH_CLIENT_SECRET", "its secret");

    assertThatThrownBy(settings::verify)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("5 faults")
        .hasMessageContaining("PORT is \"eighty\", expected a whole number from 0 to 65535")
        .hasMessageContaining("PUBLIC_URL is \"ftp://x\", expected an address such as http://local")
        .hasMessageContaining("TLS is \"yes\", expected true or false")
        .hasMessageContaining("TWITCH_CLIENT_ID is not set: the client id of your Twitch app")
        .hasMessageContaining("TWITCH_CLIENT_SECRET_FILE");
  }

  @Test
  void usesDefaultsForMissingAndEmptyValues() {
    var settings = new Settings(new JsonObject().put("PORT", " "));

    assertThat(settings.port("PORT", 8080)).isEqualTo(8080);
    assertThat(settings.url("PUBLIC_URL", "http://localhost:8080"))
        .isEqualTo(URI.create("http://localhost:8080"));
    assertThatCode(settings::verify).doesNotThrowAnyException();
  }

  @Test
  void readsASecretFromAFileWithoutPrintingIt(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("secret"), "s3cret\n");
    var settings = new Settings(new JsonObject().put("KEY_FILE", file.toString()));

    var secret = settings.secret("KEY", "a key");

    assertThat(secret.value()).isEqualTo("s3cret");
    assertThat(secret.toString()).doesNotContain("s3cret");
  }

  @Test
  void namesAnUnreadableSecretFile() {
    var settings = new Settings(new JsonObject().put("KEY_FILE", "/no/such/file"));

    settings.secret("KEY", "a key");

    assertThatThrownBy(settings::verify)
        .hasMessageContaining("KEY_FILE is \"/no/such/file\", which cannot be read");
  }

  @Test
  void refusesAnAddressWithAPassword() {
    var settings = new Settings(new JsonObject().put("PUBLIC_URL", "https://me:pw@example.org"));

    settings.url("PUBLIC_URL", "http://localhost:8080");

    assertThatThrownBy(settings::verify).hasMessageContaining("PUBLIC_URL");
  }
}

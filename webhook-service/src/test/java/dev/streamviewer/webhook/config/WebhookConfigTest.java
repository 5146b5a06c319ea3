package dev.streamviewer.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.webhook.transport.Ownership;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {
  private static final JsonObject LEAST =
      new JsonObject()
          .put("PUBLIC_URL", "https://viewer.test")
          .put("WEBHOOK_SECRET", "a-secret-of-the-test");

  @Test
  void withoutWordOfAnythingBeforeTheAddressIsPlain() {
    var callbacks = read(LEAST).callbacks();

    assertThat(callbacks.webhook().getString("callback"))
        .isEqualTo("https://viewer.test/api/callback");
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback"))
        .isEqualTo(Ownership.CURRENT);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback2"))
        .isEqualTo(Ownership.FOREIGN);
    assertThat(callbacks.ownershipOf("https://before.test/api/callback"))
        .isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void whileSecretsChangeTheAddressTellsThemApartAndBetraysNone() {
    var rotating = LEAST.copy().put("WEBHOOK_SECRET_PREVIOUS", "the-secret-before");
    var callbacks = read(rotating).callbacks();

    var callback = callbacks.webhook().getString("callback");
    assertThat(callback).matches("https://viewer\\.test/api/callback\\?signed=[0-9a-f]{8}");
    assertThat(callbacks.ownershipOf(callback)).isEqualTo(Ownership.CURRENT);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback"))
        .isEqualTo(Ownership.FORMER);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback?signed=00000000"))
        .isEqualTo(Ownership.FORMER);
    assertThat(read(LEAST).callbacks().ownershipOf(callback))
        .as("when over")
        .isEqualTo(Ownership.CURRENT);
  }

  @Test
  void theAddressBeforeIsOursWithAnyMark() {
    var moved = LEAST.copy().put("PUBLIC_URL_PREVIOUS", "https://before.test/");
    var config = read(moved);

    assertThat(config.formerCallback()).hasValue(URI.create("https://before.test/api/callback"));
    assertThat(config.callbacks().ownershipOf("https://before.test/api/callback"))
        .isEqualTo(Ownership.FORMER);
    assertThat(config.callbacks().ownershipOf("https://before.test/api/callback?signed=12345678"))
        .isEqualTo(Ownership.FORMER);
  }

  @Test
  void theSameBeforeAsNowIsNoChange() {
    var same =
        LEAST
            .copy()
            .put("WEBHOOK_SECRET_PREVIOUS", "a-secret-of-the-test")
            .put("PUBLIC_URL_PREVIOUS", "https://viewer.test");

    assertThat(read(same).secrets()).hasSize(1);
    assertThat(read(same).formerCallback()).isEmpty();
  }

  @Test
  void sayWhatIsWrongWithTheAddressBefore() {
    var settings = new Settings(LEAST.copy().put("PUBLIC_URL_PREVIOUS", "http://before.test/x"));

    WebhookConfig.from(settings);

    assertThat(settings.faults())
        .anySatisfy(it -> assertThat(it).contains("PUBLIC_URL_PREVIOUS", "https"))
        .anySatisfy(it -> assertThat(it).contains("PUBLIC_URL_PREVIOUS", "no path"));
  }

  @Test
  void conduitsAreAskedForByName() {
    assertThat(read(LEAST).shards()).as("no conduit").isZero();
    assertThat(read(LEAST.copy().put("TWITCH_TRANSPORT", "conduit")).shards()).isEqualTo(2);
    var large = LEAST.copy().put("TWITCH_TRANSPORT", "conduit").put("TWITCH_CONDUIT_SHARDS", "5");
    assertThat(read(large).shards()).isEqualTo(5);
  }

  @Test
  void saysWhatIsWrongWithTheTransport() {
    var settings =
        new Settings(
            LEAST.copy().put("TWITCH_TRANSPORT", "pigeon").put("TWITCH_CONDUIT_SHARDS", "1"));

    WebhookConfig.from(settings);

    assertThat(settings.faults())
        .contains(
            "TWITCH_TRANSPORT is \"pigeon\", expected webhook or conduit",
            "TWITCH_CONDUIT_SHARDS is \"1\", expected a whole number from 2 to 20");
  }

  private static WebhookConfig read(JsonObject values) {
    var settings = new Settings(values);
    var config = WebhookConfig.from(settings);
    settings.verify();
    return config;
  }
}

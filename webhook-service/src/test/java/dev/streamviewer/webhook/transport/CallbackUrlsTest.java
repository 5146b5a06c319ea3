package dev.streamviewer.webhook.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.webhook.config.WebhookConfig;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CallbackUrlsTest {
  private static final JsonObject REQUIRED =
      new JsonObject()
          .put("PUBLIC_URL", "https://viewer.test")
          .put("WEBHOOK_SECRET", "a-secret-of-the-test");

  @Test
  void addsNoFingerprintWithoutARotation() {
    var callbacks = callbacks(REQUIRED);

    assertThat(callbacks.webhook().getString("callback"))
        .isEqualTo("https://viewer.test/api/callback");
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback"))
        .isEqualTo(SubscriptionOwnership.CURRENT);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback2"))
        .isEqualTo(SubscriptionOwnership.FOREIGN);
    assertThat(callbacks.ownershipOf("https://before.test/api/callback"))
        .isEqualTo(SubscriptionOwnership.FOREIGN);
  }

  @Test
  void addsAFingerprintDuringARotation() {
    var rotating = REQUIRED.copy().put("WEBHOOK_SECRET_PREVIOUS", "the-secret-before");
    var callbacks = callbacks(rotating);

    var callback = callbacks.webhook().getString("callback");
    assertThat(callback).matches("https://viewer\\.test/api/callback\\?signed=[0-9a-f]{8}");
    assertThat(callbacks.ownershipOf(callback)).isEqualTo(SubscriptionOwnership.CURRENT);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback"))
        .isEqualTo(SubscriptionOwnership.OUTDATED);
    assertThat(callbacks.ownershipOf("https://viewer.test/api/callback?signed=00000000"))
        .isEqualTo(SubscriptionOwnership.OUTDATED);
    assertThat(callbacks(REQUIRED).ownershipOf(callback))
        .as("after the rotation")
        .isEqualTo(SubscriptionOwnership.CURRENT);
  }

  @Test
  void ownsThePreviousAddressWithAnyFingerprint() {
    var moved = REQUIRED.copy().put("PUBLIC_URL_PREVIOUS", "https://before.test/");
    var callbacks = callbacks(moved);

    assertThat(callbacks.ownershipOf("https://before.test/api/callback"))
        .isEqualTo(SubscriptionOwnership.OUTDATED);
    assertThat(callbacks.ownershipOf("https://before.test/api/callback?signed=12345678"))
        .isEqualTo(SubscriptionOwnership.OUTDATED);
  }

  private static CallbackUrls callbacks(JsonObject values) {
    var settings = new Settings(values);
    var config = WebhookConfig.from(settings);
    settings.verify();
    return CallbackUrls.of(config);
  }
}

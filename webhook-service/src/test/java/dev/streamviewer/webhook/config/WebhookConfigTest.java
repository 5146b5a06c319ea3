package dev.streamviewer.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConfigTest {
  private static final JsonObject REQUIRED =
      new JsonObject()
          .put("PUBLIC_URL", "https://viewer.test")
          .put("WEBHOOK_SECRET", "a-secret-of-the-test");

  @Test
  void readsThePreviousAddress() {
    var moved = REQUIRED.copy().put("PUBLIC_URL_PREVIOUS", "https://before.test/");

    assertThat(read(moved).previousCallback())
        .hasValue(URI.create("https://before.test/api/callback"));
  }

  @Test
  void ignoresPreviousValuesEqualToTheCurrent() {
    var same =
        REQUIRED
            .copy()
            .put("WEBHOOK_SECRET_PREVIOUS", "a-secret-of-the-test")
            .put("PUBLIC_URL_PREVIOUS", "https://viewer.test");

    assertThat(read(same).secrets()).hasSize(1);
    assertThat(read(same).previousCallback()).isEmpty();
  }

  @Test
  void explainsFaultsOfThePreviousAddress() {
    var settings = new Settings(REQUIRED.copy().put("PUBLIC_URL_PREVIOUS", "http://before.test/x"));

    WebhookConfig.from(settings);

    assertThat(settings.faults())
        .anySatisfy(it -> assertThat(it).contains("PUBLIC_URL_PREVIOUS", "https"))
        .anySatisfy(it -> assertThat(it).contains("PUBLIC_URL_PREVIOUS", "no path"));
  }

  @Test
  void usesConduitsOnlyWhenConfigured() {
    assertThat(read(REQUIRED).shards()).as("no conduit").isZero();
    assertThat(read(REQUIRED.copy().put("TWITCH_TRANSPORT", "conduit")).shards()).isEqualTo(2);
    var large =
        REQUIRED.copy().put("TWITCH_TRANSPORT", "conduit").put("TWITCH_CONDUIT_SHARDS", "5");
    assertThat(read(large).shards()).isEqualTo(5);
  }

  @Test
  void readsTheVersionsOfTypes() {
    var versions =
        read(REQUIRED.copy().put("EVENTSUB_VERSIONS", "channel.follow=3, channel.update = beta,"))
            .versions();

    assertThat(versions.overrides())
        .containsOnly(Map.entry("channel.follow", "3"), Map.entry("channel.update", "beta"));
    assertThat(read(REQUIRED).versions()).isEqualTo(TypeVersions.RELEASED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel.follow | contains \"channel.follow\", expected a type and its version",
        "channel.follow= | contains \"channel.follow=\", expected a type and its version",
        "channel.follow=two! | contains \"channel.follow=two!\", expected a type and its version",
        "channel.party=1 | the type \"channel.party\", which this service does not subscribe to",
        "channel.follow=2,channel.follow=3 | the type \"channel.follow\" more than once"
      })
  void explainsFaultsOfVersions(String value, String fault) {
    var settings = new Settings(REQUIRED.copy().put("EVENTSUB_VERSIONS", value));

    WebhookConfig.from(settings);

    assertThat(settings.faults())
        .singleElement()
        .satisfies(it -> assertThat(it).startsWith("EVENTSUB_VERSIONS contains").contains(fault));
  }

  @Test
  void explainsFaultsOfTheTransport() {
    var settings =
        new Settings(
            REQUIRED.copy().put("TWITCH_TRANSPORT", "pigeon").put("TWITCH_CONDUIT_SHARDS", "1"));

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

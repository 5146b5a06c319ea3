package dev.streamviewer.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.sns.SnsConfig;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {
  private static final JsonObject NO_PUSHER = new JsonObject().put("PUSHER_ENABLED", "false");

  private Settings settings;

  @Test
  void usesPusherAloneByDefault() {
    var config =
        read(
            new JsonObject()
                .put("PUSHER_APP_ID", "1")
                .put("PUSHER_KEY", "key")
                .put("PUSHER_SECRET", "secret")
                .put("PUSHER_CLUSTER", "eu"));

    assertThat(config.pusher()).isPresent();
    assertThat(config.sns()).isEmpty();
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void requiresNoPusherSettingsWithATopicInstead() {
    var config = read(NO_PUSHER.copy().put("SNS_TOPIC_ARN", SnsConfig.EXAMPLE));

    assertThat(config.pusher()).isEmpty();
    assertThat(config.sns()).isPresent();
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void requiresATopicWithoutPusher() {
    read(NO_PUSHER);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("SNS_TOPIC_ARN is not set: with PUSHER_ENABLED=false the only sink is a topic");
  }

  @Test
  void reportsAMalformedTopicWithoutPusherOnce() {
    read(NO_PUSHER.copy().put("SNS_TOPIC_ARN", "events"));

    assertThat(settings.faults()).singleElement().asString().startsWith("SNS_TOPIC_ARN is \"ev");
  }

  private NotifierConfig read(JsonObject variables) {
    settings = new Settings(variables);
    return NotifierConfig.from(settings);
  }
}

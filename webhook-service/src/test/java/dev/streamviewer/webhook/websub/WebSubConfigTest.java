package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSubConfigTest {
  private static final URI CALLBACK = URI.create("https://viewer.test/api/callback");

  @Test
  void isEmptyWithoutAHub() {
    assertThat(read(settings(new JsonObject()))).isEmpty();
  }

  @Test
  void defaultsToTopicsOfTwitch() {
    var hub = new JsonObject().put("WEBSUB_HUB_URL", "https://hub.test/hub");
    assertThat(read(settings(hub)).orElseThrow().topic("42"))
        .isEqualTo("https://api.twitch.tv/helix/streams?user_id=42");

    hub.put("WEBSUB_TOPIC_URL", "https://other.test/streams/");
    assertThat(read(settings(hub)).orElseThrow().topic("42"))
        .isEqualTo("https://other.test/streams?user_id=42");
  }

  @Test
  void recognizesOnlyItsOwnTopics() {
    var hub = new JsonObject().put("WEBSUB_HUB_URL", "https://hub.test/hub");
    var config = read(settings(hub)).orElseThrow();

    assertThat(config.streamerOf(config.topic("42"))).contains("42");
    assertThat(config.streamerOf(config.topic("42") + "&x=y")).isEmpty();
    assertThat(config.streamerOf(config.topic(""))).isEmpty();
    assertThat(config.streamerOf("https://other.test/streams?user_id=42")).isEmpty();
  }

  @Test
  void refusesTopicsThatDoNotEndInStreams() {
    var settings =
        settings(new JsonObject().put("WEBSUB_TOPIC_URL", "https://other.test/channels"));
    read(settings);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("WEBSUB_TOPIC_URL is \"https://other.test/channels\", expected");
  }

  @Test
  void refusesAHubOverPlainHttp() {
    var settings = settings(new JsonObject().put("WEBSUB_HUB_URL", "http://hub.test/hub"));
    read(settings);

    assertThat(settings.faults())
        .containsExactly(
            "WEBSUB_HUB_URL is \"http://hub.test/hub\", expected https, because the hub receives"
                + " secrets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8090/hub", "http://127.0.0.1:8090/hub"})
  void acceptsPlainHttpOnLoopback(String hub) {
    var settings = settings(new JsonObject().put("WEBSUB_HUB_URL", hub));

    assertThat(read(settings)).isPresent();
    assertThat(settings.faults()).isEmpty();
  }

  private static Settings settings(JsonObject values) {
    return new Settings(values);
  }

  private static Optional<WebSubConfig> read(Settings settings) {
    return WebSubConfig.from(settings, CALLBACK, List.of(new Secret("a-secret-of-the-test")));
  }
}

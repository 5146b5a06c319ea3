package dev.streamviewer.sandbox.twitch.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.ChatReader;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatPayloadsTest {
  private final TwitchWorld world = new TwitchWorld(List.of(new StreamCategory("1", "Art")));
  private final EventPayloads payloads =
      new EventPayloads(world, new TestClock(Instant.EPOCH), new Random(7));
  private SandboxStreamer streamer;

  @BeforeEach
  void populate() {
    streamer = add("1", "tfue");
    add("2", "hubveteran");
    add("3", "orbitaltea");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fillsTheFieldsOfTheNoticeTypeOnly(String kind) {
    var event = notice(new JsonObject().put("notice_type", kind));

    assertThat(event.getString("notice_type")).isEqualTo(kind);
    assertThat(event.getValue(kind)).isInstanceOf(JsonObject.class);
    kinds()
        .filter(other -> !other.equals(kind))
        .forEach(other -> assertThat(event.getValue(other)).as(other).isNull());
    assertThat(event.fieldNames()).containsAll(kinds().toList());
    // Twitch adds no system message to the text of an announcement.
    assertThat(event.getString("system_message").isBlank())
        .isEqualTo(kind.endsWith("announcement"));
    assertThat(event.getString("broadcaster_user_login")).isEqualTo("tfue");
    assertThat(event.getString("message_id")).isNotBlank();
  }

  @Test
  void describesTheGivenFieldsInTheMessage() {
    var event =
        notice(
            new JsonObject()
                .put("notice_type", "raid")
                .put("chatter_user_login", "hubveteran")
                .put("raid", new JsonObject().put("viewer_count", 1204)));

    assertThat(event.getString("system_message"))
        .isEqualTo("1204 raiders from Hubveteran have joined!");
    assertThat(event.getJsonObject("raid").getString("user_login")).isEqualTo("hubveteran");
    assertThat(event.getString("chatter_user_id")).isEqualTo("2");
  }

  @Test
  void announcesAsTheStreamer() {
    var event = notice(new JsonObject().put("notice_type", "announcement"));

    assertThat(event.getString("chatter_user_login")).isEqualTo("tfue");
    assertThat(event.getJsonObject("message").getString("text")).isNotBlank();
  }

  @Test
  void namesTheSourceChannelOfASharedChat() {
    var event = notice(new JsonObject().put("notice_type", "shared_chat_sub"));

    assertThat(event.getJsonObject("shared_chat_sub").getString("sub_tier")).isNotBlank();
    assertThat(event.getValue("sub")).isNull();
    assertThat(event.getString("source_broadcaster_user_id")).isNotBlank().isNotEqualTo("1");
  }

  @Test
  void acceptsUnknownNoticeTypes() {
    var event = notice(new JsonObject().put("notice_type", "brand_new"));

    assertThat(event.getString("notice_type")).isEqualTo("brand_new");
    assertThat(event.getJsonObject("brand_new")).isEmpty();
  }

  static Stream<String> kinds() {
    return Stream.concat(
        ChatNoticePayloads.NAMES.stream(),
        ChatNoticePayloads.SHARED_NAMES.stream().map(kind -> "shared_chat_" + kind));
  }

  private JsonObject notice(JsonObject overrides) {
    return payloads.fill(ChatReader.TYPE, streamer, overrides);
  }

  private SandboxStreamer add(String id, String login) {
    var name = login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1);
    var user = new TwitchUser(id, login, name, "A streamer", 0, false);
    var added =
        new SandboxStreamer(
            user, "Title", new StreamCategory("1", "Art"), "en", List.of("Title"), null);
    world.add(added);
    return added;
  }
}

package dev.streamviewer.platform.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNamesTest {
  @ParameterizedTest
  @CsvSource({
    "stream.online,, tfue",
    "channel.warning.send,, private-tfue",
    "channel.warning.send, 42, private-tfue-42",
    "stream.online, 42, private-tfue-42",
    "revocation, 42, private-tfue-42",
    "revocation,, private-tfue"
  })
  void choosesTheChannelOfTheReceiver(String type, String moderator, String channel) {
    assertThat(ChannelNames.channelOf(event(type, moderator))).isEqualTo(channel);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tfue", "private-tfue", "private-tfue-42"})
  void readsTheLoginOfEachKindOfChannel(String channel) {
    assertThat(ChannelNames.loginOf(channel)).contains("tfue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tfue-42",
        "private-tfue-",
        "private-tfue-x",
        "private--42",
        "private-tfue-42-42",
        "private-tfue-123456789012345678901",
        "private-TFUE-42",
        "presence-tfue-42"
      })
  void readsNoLoginOfOtherChannels(String channel) {
    assertThat(ChannelNames.loginOf(channel)).isEmpty();
  }

  @Test
  void showsAModeratorsEventToThisModeratorOnly() {
    var event = event("channel.warning.send", "42");

    assertThat(ChannelNames.isVisible(event, false, "42")).isTrue();
    assertThat(ChannelNames.isVisible(event, true, null)).isFalse();
    assertThat(ChannelNames.isVisible(event, false, "43")).isFalse();
    assertThat(ChannelNames.isVisible(event, false, null)).isFalse();
  }

  @Test
  void hidesTheBroadcastersEventsFromModerators() {
    assertThat(ChannelNames.isVisible(event("channel.subscribe", null), false, "42")).isFalse();
    assertThat(ChannelNames.isVisible(event("channel.subscribe", null), true, null)).isTrue();
    assertThat(ChannelNames.isVisible(event("stream.online", null), false, null)).isTrue();
  }

  private static StreamEvent event(String type, String moderator) {
    return new StreamEvent(
        "m",
        type,
        Instant.EPOCH,
        new Streamer("7", "tfue", "Tfue"),
        "Now",
        new JsonObject(),
        moderator,
        null);
  }
}

package dev.streamviewer.webhook.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {
  @Test
  void identifiesAStreamUnderTwoMessageIds() {
    assertThat(keys(event("1", "stream.online", "{\"id\":\"9001\"}")))
        .isNotEmpty()
        .isEqualTo(keys(event("2", "stream.online", "{\"id\":\"9001\"}")));
  }

  @Test
  void distinguishesThePhasesOfAPoll() {
    assertThat(keys(event("1", "channel.poll.end", "{\"id\":\"1\",\"status\":\"archived\"}")))
        .isNotEqualTo(
            keys(event("1", "channel.poll.end", "{\"id\":\"1\",\"status\":\"completed\"}")));
  }

  @Test
  void isEmptyForCheersAndProgress() {
    assertThat(keys(event("1", "channel.cheer", "{\"bits\":5}"))).isEmpty();
    assertThat(keys(event("1", "channel.poll.progress", "{\"id\":\"1\"}"))).isEmpty();
  }

  @Test
  void isEmptyWithoutTheIdentifyingFields() {
    assertThat(keys(event("1", "stream.online", "{}"))).isEmpty();
  }

  @Test
  void identifiesARaidWithItsChatNotice() {
    var raid =
        event(
            "1",
            "channel.raid",
            "{\"from_broadcaster_user_id\":\"7\",\"to_broadcaster_user_id\":\"60978448\"}");
    var inChat =
        event(
            "2",
            "channel.chat.notification",
            "{\"notice_type\":\"raid\",\"chatter_user_id\":\"7\",\"message_id\":\"m\"}");

    assertThat(keys(raid)).isNotEmpty().isEqualTo(keys(inChat));
  }

  @Test
  void distinguishesOutgoingAndIncomingRaids() {
    var leaves = event("1", "channel.raid", "{\"from_broadcaster_user_id\":\"60978448\"}");

    assertThat(keys(leaves)).isEmpty();
  }

  @Test
  void identifiesAChatNoticeByItsMessageId() {
    var line = "{\"notice_type\":\"sub\",\"chatter_user_id\":\"7\",\"message_id\":\"m1\"}";
    var noId = "{\"notice_type\":\"sub\",\"message_id\":\"\"}";

    assertThat(keys(event("1", "channel.chat.notification", line)))
        .isNotEmpty()
        .isEqualTo(keys(event("2", "channel.chat.notification", line)));
    assertThat(keys(event("1", "channel.chat.notification", noId))).isEmpty();
  }

  @Test
  void identifiesASharedChatNoticeByItsSource() {
    var here =
        "{\"notice_type\":\"shared_chat_sub\",\"message_id\":\"m1\",\"source_message_id\":\"s\"}";
    var again =
        "{\"notice_type\":\"shared_chat_sub\",\"message_id\":\"m2\",\"source_message_id\":\"s\"}";

    assertThat(keys(event("1", "channel.chat.notification", here)))
        .isNotEmpty()
        .isEqualTo(keys(event("2", "channel.chat.notification", again)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 29, 30})
  void sharesAKeyOfARaidWithinSeconds(long seconds) {
    for (var start = 0; start < 120; start++) {
      assertThat(keys(raid(120, start)))
          .as("start %d", start)
          .containsAnyElementsOf(keys(raid(120, start + seconds)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {60, 61, 480})
  void distinguishesRaidsMoreThanAMinuteApart(long seconds) {
    for (var start = 0; start < 120; start++) {
      assertThat(keys(raid(120, start)))
          .as("start %d", start)
          .doesNotContainAnyElementsOf(keys(raid(120, start + seconds)));
    }
  }

  @Test
  void distinguishesRaidsOfOtherSizes() {
    assertThat(keys(raid(120, 0))).doesNotContainAnyElementsOf(keys(raid(64, 0)));
  }

  @Test
  void distinguishesTheLoginsOfAStreamer() {
    var event = event("1", "stream.online", "{\"id\":\"9001\"}");
    var former = new Streamer("60978448", "tfue_renamed", "Tfue");
    var other = new StreamEvent("1#1", event.type(), event.at(), former, "", event.details());

    assertThat(keys(event)).isNotEqualTo(keys(other));
  }

  private static StreamEvent raid(int viewers, long second) {
    var details = new JsonObject().put("from_broadcaster_user_id", "7").put("viewers", viewers);
    return new StreamEvent(
        "1",
        "channel.raid",
        Instant.ofEpochSecond(second),
        new Streamer("60978448", "tfue", "Tfue"),
        "",
        details);
  }

  private static List<MarkKey> keys(StreamEvent event) {
    return EventKey.of(event, event.details());
  }

  private static StreamEvent event(String id, String type, String details) {
    return new StreamEvent(
        id,
        type,
        Instant.EPOCH,
        new Streamer("60978448", "tfue", "Tfue"),
        "",
        new JsonObject(details));
  }

  @Test
  void distinguishesTheCopiesOfModerators() {
    var request = new JsonObject().put("id", "r-1");
    var broadcasters = event("1", "channel.unban_request.create", request.encode());
    var moderators = of(broadcasters, "42");

    assertThat(EventKey.of(moderators, request))
        .isNotEmpty()
        .isEqualTo(EventKey.of(of(broadcasters, "42"), request))
        .doesNotContainAnyElementsOf(EventKey.of(of(broadcasters, "43"), request))
        .doesNotContainAnyElementsOf(EventKey.of(broadcasters, request));
  }

  private static StreamEvent of(StreamEvent event, String moderator) {
    return new StreamEvent(
        "of-" + moderator,
        event.type(),
        event.at(),
        event.streamer(),
        event.headline(),
        event.details(),
        moderator,
        null);
  }
}

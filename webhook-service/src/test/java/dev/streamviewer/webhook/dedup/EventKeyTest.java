package dev.streamviewer.webhook.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventKeyTest {
  @Test
  void identifiesAStreamUnderTwoMessageIds() {
    assertThat(EventKey.of(event("1", "stream.online", "{\"id\":\"9001\"}")))
        .isPresent()
        .isEqualTo(EventKey.of(event("2", "stream.online", "{\"id\":\"9001\"}")));
  }

  @Test
  void distinguishesThePhasesOfAPoll() {
    assertThat(
            EventKey.of(event("1", "channel.poll.end", "{\"id\":\"1\",\"status\":\"archived\"}")))
        .isNotEqualTo(
            EventKey.of(event("1", "channel.poll.end", "{\"id\":\"1\",\"status\":\"completed\"}")));
  }

  @Test
  void isEmptyForCheersAndProgress() {
    assertThat(EventKey.of(event("1", "channel.cheer", "{\"bits\":5}"))).isEmpty();
    assertThat(EventKey.of(event("1", "channel.poll.progress", "{\"id\":\"1\"}"))).isEmpty();
  }

  @Test
  void isEmptyWithoutTheIdentifyingFields() {
    assertThat(EventKey.of(event("1", "stream.online", "{}"))).isEmpty();
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

    assertThat(EventKey.of(raid)).isPresent().isEqualTo(EventKey.of(inChat));
  }

  @Test
  void distinguishesOutgoingAndIncomingRaids() {
    var leaves = event("1", "channel.raid", "{\"from_broadcaster_user_id\":\"60978448\"}");

    assertThat(EventKey.of(leaves)).isEmpty();
  }

  @Test
  void identifiesAChatNoticeByItsMessageId() {
    var line = "{\"notice_type\":\"sub\",\"chatter_user_id\":\"7\",\"message_id\":\"m1\"}";
    var noId = "{\"notice_type\":\"sub\",\"message_id\":\"\"}";

    assertThat(EventKey.of(event("1", "channel.chat.notification", line)))
        .isPresent()
        .isEqualTo(EventKey.of(event("2", "channel.chat.notification", line)));
    assertThat(EventKey.of(event("1", "channel.chat.notification", noId))).isEmpty();
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
}

package dev.streamviewer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageSubjectTest {
  @Test
  void namesTheMessageAndStreamerOfAnEvent() {
    var streamer = new Streamer("1", "tfue", "Tfue");
    var event =
        new StreamEvent("id", "stream.online", Instant.EPOCH, streamer, "", new JsonObject());

    assertThat(MessageSubject.of(event)).contains(new MessageSubject("id", "tfue"));
  }

  @Test
  void namesTheStreamerOfAQuestion() {
    assertThat(
            List.of(
                new WatchStreamer("tfue", "1", Set.of(), null),
                new RenewWatch("tfue", "1"),
                new UnwatchStreamer("tfue", "1", null),
                new FindRecentEvents("tfue", null, false)))
        .allSatisfy(
            question ->
                assertThat(MessageSubject.of(question)).contains(new MessageSubject(null, "tfue")));
  }

  @Test
  void namesTheMessageOfACallback() {
    assertThat(MessageSubject.of(callback("id"))).contains(new MessageSubject("id", null));
  }

  @Test
  void omitsAMessageIdOver100Characters() {
    assertThat(MessageSubject.of(callback("i".repeat(101))))
        .contains(new MessageSubject(null, null));
  }

  @Test
  void isEmptyForAMessageWithoutASubject() {
    assertThat(MessageSubject.of(new Done())).isEmpty();
  }

  private static WebhookDelivery callback(String id) {
    return new WebhookDelivery(
        Map.of("twitch-eventsub-message-id", List.of(id)), Buffer.buffer("{}"));
  }
}

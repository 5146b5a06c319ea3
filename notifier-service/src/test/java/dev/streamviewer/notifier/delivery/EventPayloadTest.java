package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPayloadTest {
  @Test
  void encodesASmallEventCompletely() {
    var payload = new JsonObject(EventPayload.of(event(new JsonObject().put("viewers", 9001))));

    assertThat(payload)
        .isEqualTo(
            new JsonObject(
                """
                {"id":"m1","type":"channel.raid","at":"2026-11-23T20:00:00.123456789Z",
                 "streamer":{"id":"1","login":"tfue","name":"Tfue"},"headline":"Raided",
                 "details":{"viewers":9001}}\
                """));
  }

  @Test
  void removesTheLargestDetailsOfALargeEvent() {
    var details =
        new JsonObject().put("small", "s").put("large", "日".repeat(5_000)).put("number", 1);

    var payload = EventPayload.of(event(details));

    assertThat(payload.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(EventPayload.LIMIT);
    assertThat(new JsonObject(payload).getJsonObject("details"))
        .isEqualTo(new JsonObject().put("small", "s").put("number", 1));
    assertThat(details.containsKey("large")).isTrue();
  }

  private static EncodedEvent event(JsonObject details) {
    return EncodedEvent.of(
        new StreamEvent(
            "m1",
            "channel.raid",
            Instant.parse("2026-11-23T20:00:00.123456789Z"),
            new Streamer("1", "tfue", "Tfue"),
            "Raided",
            details));
  }
}

package dev.streamviewer.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages print no private data of viewers in logs. */
class PrivateInLogsTest {
  private static final String PRIVATE = "my secret";

  private final StreamEvent event =
      new StreamEvent(
          "m1",
          "channel.cheer",
          Instant.EPOCH,
          new Streamer("1", "tfue", "Tfue"),
          "Ada cheered: " + PRIVATE,
          new JsonObject().put("message", PRIVATE));

  @Test
  void printsTheIdentityOfAnEventWithoutItsContent() {
    assertThat(event).hasToString("channel.cheer m1 of tfue");
    assertThat(new RecentEvents(List.of(event), true).toString()).doesNotContain(PRIVATE);
  }

  @Test
  void printsCallbacksWithoutBodyAndSignature() {
    var body = Buffer.buffer(PRIVATE);
    assertThat(new WebhookDelivery(Map.of("signature", List.of(PRIVATE)), body).toString())
        .isEqualTo("callback of 9 bytes");
    assertThat(new PusherWebhook("key", PRIVATE, body)).hasToString("webhook of 9 bytes");
  }
}

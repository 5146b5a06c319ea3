package dev.streamviewer.sandbox.pusher.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.CallbackReceiver.Received;
import dev.streamviewer.sandbox.CallbackReceiver.Reply;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.pusher.PusherSocketClient;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookSenderIT {
  private static final Duration DELAY = Duration.ofSeconds(2);

  private final TestSandbox sandbox =
      TestSandbox.start(
          o ->
              o.withPusher(p -> p.withVacatedDelay(DELAY).withWebhookPause(Duration.ofMillis(10))));
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void reportsAnOccupiedChannelAtOnceWithASignature() {
    sandbox.sandbox().pusherWebhooksTo(receiver.uri());
    listen("tfue");

    var webhook = receiver.next();

    assertThat(event(webhook))
        .isEqualTo(new JsonObject().put("name", "channel_occupied").put("channel", "tfue"));
    assertThat(webhook.json().getLong("time_ms")).isPositive();
    assertThat(webhook.header("X-Pusher-Key")).isEqualTo("sandbox-key");
    assertThat(webhook.header("X-Pusher-Signature"))
        .isEqualTo(HmacSignature.sha256("sandbox-secret", webhook.body().toString()));
  }

  @Test
  void reportsAVacatedChannelAfterTheDelay() {
    sandbox.sandbox().pusherWebhooksTo(receiver.uri());
    var page = listen("tfue");
    receiver.next();
    var left = System.nanoTime();

    page.close();
    var webhook = receiver.next();

    assertThat(event(webhook).getString("name")).isEqualTo("channel_vacated");
    assertThat(Duration.ofNanos(System.nanoTime() - left)).isGreaterThan(DELAY.minusMillis(20));
  }

  @Test
  void reportsNothingAfterAQuickReturn() {
    sandbox.sandbox().pusherWebhooksTo(receiver.uri());
    listen("tfue").close();
    listen("tfue");
    listen("other").close();

    await()
        .untilAsserted(
            () ->
                assertThat(receiver.all())
                    .extracting(
                        r -> event(r).getString("name") + " " + event(r).getString("channel"))
                    .contains("channel_vacated other"));
    assertThat(receiver.all())
        .extracting(r -> event(r).getString("name") + " " + event(r).getString("channel"))
        .containsExactly(
            "channel_occupied tfue", "channel_occupied other", "channel_vacated other");
  }

  @Test
  void retriesUntilA2xxAnswer() {
    var answers = new AtomicInteger();
    receiver.answers(received -> new Reply(answers.incrementAndGet() < 3 ? 500 : 200, ""));
    sandbox.sandbox().pusherWebhooksTo(receiver.uri());

    listen("tfue");
    var first = receiver.next();
    receiver.next();
    var third = receiver.next();

    assertThat(third.body()).isEqualTo(first.body());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        sandbox
                            .state()
                            .getJsonObject("pusher")
                            .getJsonArray("webhooks")
                            .getJsonObject(0))
                    .isEqualTo(
                        new JsonObject()
                            .put("name", "channel_occupied")
                            .put("channel", "tfue")
                            .put("attempt", 3)
                            .put("status", 200)));
  }

  @Test
  void reportsMembersAndClientEvents() {
    sandbox.sandbox().pusherWebhooksTo(receiver.uri());
    var page = PusherSocketClient.open(sandbox);
    page.subscribePresence("presence-room", "ada");
    page.joined("presence-room");
    page.send(
        new JsonObject()
            .put("event", "client-wave")
            .put("channel", "presence-room")
            .put("data", "{}"));

    await().untilAsserted(() -> assertThat(receiver.all()).hasSize(3));
    assertThat(receiver.all())
        .extracting(r -> event(r).getString("name"))
        .containsExactlyInAnyOrder("channel_occupied", "member_added", "client_event");
    assertThat(receiver.all())
        .filteredOn(r -> !event(r).getString("name").equals("channel_occupied"))
        .extracting(r -> event(r).getString("user_id"))
        .containsOnly("ada");
  }

  private PusherSocketClient listen(String channel) {
    var page = PusherSocketClient.open(sandbox);
    page.subscribe(channel);
    page.joined(channel);
    return page;
  }

  private static JsonObject event(Received received) {
    return received.json().getJsonArray("events").getJsonObject(0);
  }
}

package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionControlIT {
  private static final String TFUE = "60978448";

  private final TestClock clock = new TestClock();
  private final TestSandbox sandbox = TestSandbox.start(options -> options.withClock(clock));
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private final String token = sandbox.appToken();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void limitsTheTotalCost() {
    put("limits", new JsonObject().put("totalCost", 1));

    assertThat(subscribe("stream.online", receiver.url()).status()).isEqualTo(202);
    var refused = subscribe("stream.offline", receiver.url());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getString("message")).isEqualTo("cost limit exceeded");

    put("limits", new JsonObject().put("totalCost", 2));
    assertThat(subscribe("stream.offline", receiver.url()).status()).isEqualTo(202);
  }

  @Test
  void allowsOneSubscriptionPerCondition() {
    subscribe("stream.online", receiver.url());
    var other = receiver.url() + "/other";

    var answer = put("limits", new JsonObject().put("oncePerCondition", true));

    assertThat(answer.json())
        .isEqualTo(new JsonObject().put("totalCost", 10_000).put("oncePerCondition", true));
    assertThat(subscribe("stream.online", other).status()).isEqualTo(409);
    put("limits", new JsonObject().put("oncePerCondition", false));
    assertThat(subscribe("stream.online", other).status()).isEqualTo(202);
  }

  @Test
  void answersAfterTheChallenge() {
    put("challenges", new JsonObject().put("timing", "first"));

    var answer = subscribe("stream.online", receiver.url());

    assertThat(answer.json().getJsonArray("data").getJsonObject(0).getString("status"))
        .isEqualTo("webhook_callback_verification_pending");
    assertThat(receiver.all()).hasSize(1);
    assertThat(subscription().getString("status")).isEqualTo("enabled");
  }

  @Test
  void losesChallengesUntilTheyAreSentAgain() {
    put("challenges", new JsonObject().put("timing", "never"));
    subscribe("stream.online", receiver.url());
    put("challenges", new JsonObject().put("timing", "alongside"));
    subscribe("stream.offline", receiver.url());

    await().until(() -> receiver.all().size() == 1);
    assertThat(receiver.all().get(0).json().getJsonObject("subscription").getString("type"))
        .isEqualTo("stream.offline");
    assertThat(subscription().getString("status"))
        .isEqualTo("webhook_callback_verification_pending");
  }

  @Test
  void showsTheSecretOfAWebhook() {
    subscribe("stream.online", receiver.url());

    assertThat(subscription().getString("secret")).isEqualTo("a-webhook-secret");
    assertThat(subscription().getString("streamer")).isEqualTo("tfue");
  }

  @Test
  void readsTheGivenClock() {
    clock.advance(Duration.ofDays(1));

    subscribe("stream.online", receiver.url());

    assertThat(subscription().getString("created_at")).isEqualTo("2026-11-24T12:00:00.000000000Z");
  }

  @Test
  void rejectsAnUnknownTiming() {
    var answer = put("challenges", new JsonObject().put("timing", "later"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail"))
        .isEqualTo("\"timing\" is later: expected one of alongside, first, never");
  }

  private SandboxResponse put(String path, JsonObject order) {
    return sandbox.send(
        "PUT",
        sandbox.sandbox().twitchUrl() + "/sandbox/subscriptions/" + path,
        BodyPublishers.ofString(order.encode()),
        "Content-Type",
        "application/json");
  }

  private SandboxResponse subscribe(String type, String callback) {
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", callback)
            .put("secret", "a-webhook-secret");
    return sandbox.post(
        "/helix/eventsub/subscriptions",
        new JsonObject()
            .put("type", type)
            .put("version", "1")
            .put("condition", new JsonObject().put("broadcaster_user_id", TFUE))
            .put("transport", transport),
        sandbox.helix(token));
  }

  private JsonObject subscription() {
    return sandbox.state().getJsonArray("subscriptions").getJsonObject(0);
  }
}

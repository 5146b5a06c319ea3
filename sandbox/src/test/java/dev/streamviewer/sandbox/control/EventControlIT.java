package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.SubscriptionRequester;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.twitch.eventsub.EventTypes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventControlIT {
  private final TestSandbox sandbox = TestSandbox.start();
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());

  @BeforeEach
  void subscribe() {
    subscribe("channel.raid", "1", "to_broadcaster_user_id");
    subscribe("channel.raid", "1", "from_broadcaster_user_id");
    await().untilAsserted(() -> assertThat(enabled()).isEqualTo(2));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void sendsARaidWithTheGivenFields() {
    var answer = happen(raid().put("event", new JsonObject().put("viewers", 1204)));
    var event = arrived().getJsonObject("event");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().getJsonArray("messages")).hasSize(1);
    assertThat(event.getInteger("viewers")).isEqualTo(1204);
    assertThat(event.getString("to_broadcaster_user_login")).isEqualTo("tfue");
  }

  @Test
  void sendsARaidFromTheStreamer() {
    happen(raid().put("event", new JsonObject().put("to_broadcaster_user_login", "hubveteran")));

    var event = arrived().getJsonObject("event");

    assertThat(event.getString("from_broadcaster_user_login")).isEqualTo("tfue");
    assertThat(event.getString("to_broadcaster_user_id")).isEqualTo("503254");
    assertThat(event.getString("to_broadcaster_user_name")).isEqualTo("HubVeteran");
  }

  @Test
  void givesCopiesOneIdAndBurstEventsSeveral() {
    var copies = happen(raid().put("copies", 3).put("id", "my-id").put("wait", true));
    var burst = happen(raid().put("count", 5).put("wait", true));

    assertThat(message(copies, 0).getString("id")).isEqualTo("my-id");
    assertThat(message(copies, 0).getInteger("deliveries")).isEqualTo(3);
    assertThat(message(copies, 0).getJsonArray("results")).hasSize(3);
    assertThat(burst.json().getJsonArray("messages"))
        .extracting(message -> ((JsonObject) message).getString("id"))
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  @Test
  void waitsForTheStatusOfTheCallback() {
    receiver.answers(received -> new CallbackReceiver.Reply(403, ""));

    var answer = happen(raid().put("signature", "forged").put("wait", true));

    var result = message(answer, 0).getJsonArray("results").getJsonObject(0);
    assertThat(result.getInteger("status")).isEqualTo(403);
    assertThat(result.getInteger("attempts")).isEqualTo(1);
  }

  @Test
  void sendsTheGivenTimestampAndBody() {
    happen(
        raid()
            .put("timestamp", "2020-01-01T00:00:00Z")
            .put("body", "{\"raw\":true}")
            .put("wait", true));

    var last = receiver.all().get(receiver.all().size() - 1);

    assertThat(last.eventSub("Message-Timestamp")).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(last.body()).hasToString("{\"raw\":true}");
  }

  @Test
  void updatesHelixWhenAStreamGoesOnline() {
    var order = new JsonObject().put("type", "stream.online").put("streamer", "hubveteran");

    var answer = sandbox.post("/sandbox/events", order);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().getString("detail")).contains("No enabled subscription");
    var streams =
        sandbox.get("/helix/streams?user_id=503254", sandbox.helix(sandbox.appToken())).json();
    assertThat(streams.getJsonArray("data")).hasSize(1);
  }

  @Test
  void revokesASubscriptionForTheGivenReason() {
    happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", "tfue")
            .put("subscriptionType", "channel.raid")
            .put("reason", "version_removed")
            .put("wait", true));

    assertThat(sandbox.state().getJsonArray("subscriptions"))
        .extracting(subscription -> ((JsonObject) subscription).getString("status"))
        .containsOnly("version_removed");
  }

  @Test
  void namesTheInvalidValueOfAnOrder() {
    assertRefused(raid().put("streamer", "nobody"), "\"streamer\" is nobody");
    assertRefused(raid().put("type", "channel.party"), "\"type\" is channel.party");
    assertRefused(raid().put("count", 0), "\"count\" is 0: expected a whole number from 1");
    assertRefused(raid().put("signature", "odd"), "expected one of valid, forged");
    assertRefused(raid().put("cuont", 2), "Unknown field \"cuont\"");
  }

  @Test
  void sendsAnEventWithoutAChannelToTheStreamerOnly() {
    var subscriber = new SubscriptionRequester(sandbox, receiver);
    for (var login : List.of("tfue", "hubveteran")) {
      subscriber.grant(login, "channel.charity_campaign.start");
    }
    subscriber.subscribe("channel.charity_campaign.start", "60978448");
    subscriber.subscribe("channel.charity_campaign.start", "503254");
    await().untilAsserted(() -> assertThat(enabled()).isEqualTo(4));

    var answer =
        happen(
            new JsonObject()
                .put("type", "channel.charity_campaign.start")
                .put("streamer", "hubveteran"));

    assertThat(answer.json().getJsonArray("messages")).hasSize(1);
  }

  @Test
  void createsAPayloadOfEveryType() {
    for (var type : EventTypes.names()) {
      var answer =
          sandbox.post(
              "/sandbox/events", new JsonObject().put("type", type).put("streamer", "tfue"));
      assertThat(answer.status()).as(type).isIn(202, 409);
    }
  }

  private void assertRefused(JsonObject order, String reason) {
    var answer = sandbox.post("/sandbox/events", order);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().getString("detail")).contains(reason);
  }

  private SandboxResponse happen(JsonObject order) {
    return sandbox.post("/sandbox/events", order);
  }

  private static JsonObject raid() {
    return new JsonObject().put("type", "channel.raid").put("streamer", "tfue");
  }

  private JsonObject arrived() {
    receiver.next();
    receiver.next();
    return receiver.next().json();
  }

  private static JsonObject message(SandboxResponse answer, int index) {
    return answer.json().getJsonArray("messages").getJsonObject(index);
  }

  private void subscribe(String type, String version, String condition) {
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", receiver.url())
            .put("secret", "a-secret-of-the-test");
    var body =
        new JsonObject()
            .put("type", type)
            .put("version", version)
            .put("condition", new JsonObject().put(condition, "60978448"))
            .put("transport", transport);
    sandbox.post("/helix/eventsub/subscriptions", body, sandbox.helix(sandbox.appToken()));
  }

  private long enabled() {
    JsonArray subscriptions = sandbox.state().getJsonArray("subscriptions");
    return subscriptions.stream()
        .filter(subscription -> ((JsonObject) subscription).getString("status").equals("enabled"))
        .count();
  }
}

package dev.streamviewer.sandbox.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.CallbackReceiver.Reply;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.twitch.ChatReader;
import dev.streamviewer.sandbox.twitch.EventSubSocketClient;
import dev.streamviewer.sandbox.twitch.delivery.SignedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConduitIT {
  private static final String CONDUITS = "/helix/eventsub/conduits";
  private static final String SHARDS = CONDUITS + "/shards";
  private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";
  private static final String TFUE = "60978448";
  private static final String SECRET = "a-secret-of-the-test";

  /** Long enough to enable a shard on a loaded machine. */
  private static final Duration LIFETIME = Duration.ofSeconds(5);

  private final TestSandbox sandbox =
      TestSandbox.start(
          o ->
              o.withTwitch(
                  t ->
                      t.withEventSub(
                          t.eventSub()
                              .withRetryDelays(List.of(Duration.ofMillis(10)))
                              .withTimeout(Duration.ofMinutes(1))
                              .withFailuresBeforeRevocation(2)
                              .withConduitLifetime(LIFETIME))));
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private final String token = sandbox.appToken();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void createsListsResizesAndDeletesConduits() {
    var id = conduit(2);

    assertThat(get(CONDUITS).json().getJsonArray("data"))
        .containsExactly(new JsonObject().put("id", id).put("shard_count", 2));
    var resized = patch(CONDUITS, new JsonObject().put("id", id).put("shard_count", 7));
    assertThat(ChatReader.first(resized).getInteger("shard_count")).isEqualTo(7);
    assertThat(delete(CONDUITS + "?id=" + id).status()).isEqualTo(204);
    assertThat(delete(CONDUITS + "?id=" + id).status()).isEqualTo(404);
  }

  @Test
  void limitsConduitsToFiveAndShardsTo20000() {
    for (var number = 0; number < 5; number++) {
      conduit(20_000);
    }

    assertThat(post(CONDUITS, new JsonObject().put("shard_count", 1)).status()).isEqualTo(429);
    assertThat(post(CONDUITS, new JsonObject().put("shard_count", 20_001)).status()).isEqualTo(400);
    assertThat(post(CONDUITS, new JsonObject().put("shard_count", "1")).status()).isEqualTo(400);
  }

  @Test
  void refusesUserTokens() {
    var user = sandbox.signIn("tfue", "").getString("access_token");

    assertThat(sandbox.get(CONDUITS, sandbox.helix(user)).status()).isEqualTo(401);
    assertThat(sandbox.get(SHARDS + "?conduit_id=x", sandbox.helix(user)).status()).isEqualTo(401);
  }

  @Test
  void enablesAShardAfterTheChallenge() {
    var id = conduit(1);

    var answer = assign(id, webhook("0", receiver.url()));
    var challenge = receiver.next();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(ChatReader.first(answer).getString("status"))
        .isEqualTo("webhook_callback_verification_pending");
    assertThat(answer.body()).doesNotContain(SECRET);
    assertThat(challenge.eventSub("Message-Type")).isEqualTo("webhook_callback_verification");
    assertThat(challenge.json().getJsonObject("conduit_shard"))
        .isEqualTo(new JsonObject().put("conduit_id", id).put("shard", "0"));
    awaitShard(id, "enabled");
  }

  @Test
  void disablesAShardAfterAWrongAnswer() {
    receiver.answers(received -> new Reply(200, "something else"));
    var id = conduit(1);

    assign(id, webhook("0", receiver.url()));

    awaitShard(id, "webhook_callback_verification_failed");
  }

  @Test
  void reportsErrorsPerShard() {
    var id = conduit(1);

    var answer =
        assign(
            id,
            webhook("0", receiver.url()),
            webhook("1", receiver.url()),
            webhook("0", "http://example.com/"));

    assertThat(answer.json().getJsonArray("data")).hasSize(1);
    assertThat(answer.json().getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("message"))
        .containsExactly(
            "The shard id is outside of the conduit's range",
            "transport callback must use https on port 443");
  }

  @Test
  void signsEventsWithTheSecretOfTheShard() {
    var id = enabledConduit();

    var subscription = ChatReader.first(subscribe(id));
    publishEvent();
    var notification = receiver.next();

    assertThat(subscription.getString("status")).isEqualTo("enabled");
    assertThat(notification.eventSub("Message-Type")).isEqualTo("notification");
    assertThat(notification.eventSub("Message-Signature"))
        .isEqualTo(
            SignedRequest.signature(
                SECRET,
                notification.eventSub("Message-Id"),
                notification.eventSub("Message-Timestamp"),
                notification.body()));
    assertThat(notification.json().getJsonObject("subscription").getJsonObject("transport"))
        .isEqualTo(new JsonObject().put("method", "conduit").put("conduit_id", id));
  }

  @Test
  void refusesSubscriptionsOverAMissingConduit() {
    assertThat(subscribe("no-such-conduit").status()).isEqualTo(400);
  }

  @Test
  void refusesDuplicatesOverAConduit() {
    var id = enabledConduit();
    subscribe(id);

    assertThat(subscribe(id).status()).isEqualTo(409);
  }

  @Test
  void acceptsAWebSocketAsAShard() {
    var id = conduit(1);
    var listener = EventSubSocketClient.connect(sandbox);

    assign(id, websocket("0", listener.sessionId()));
    subscribe(id);
    publishEvent();

    awaitShard(id, "enabled");
    assertThat(listener.payload("notification").getJsonObject("subscription").getString("type"))
        .isEqualTo("stream.online");
  }

  @Test
  void announcesAShardWhoseSessionEnded() {
    var id = conduit(2);
    var listener = EventSubSocketClient.connect(sandbox);
    assign(id, webhook("0", receiver.url()), websocket("1", listener.sessionId()));
    receiver.next();
    await().untilAsserted(() -> assertThat(statuses(id)).containsOnly("enabled"));
    subscribe(id, "conduit.shard.disabled", new JsonObject().put("client_id", TestSandbox.CLIENT));

    listener.close();

    var event = receiver.next().json().getJsonObject("event");
    assertThat(event.getString("conduit_id")).isEqualTo(id);
    assertThat(event.getString("shard_id")).isEqualTo("1");
    assertThat(event.getString("status")).isEqualTo("websocket_disconnected");
    assertThat(event.getJsonObject("transport").getString("disconnected_at")).isNotBlank();
    assertThat(statuses(id)).containsExactly("enabled", "websocket_disconnected");
  }

  @Test
  void disablesAShardAfterConsecutiveFailures() {
    var id = enabledConduit();
    subscribe(id);
    receiver.answers(received -> new Reply(500, ""));

    publishEvent();
    publishEvent();

    awaitShard(id, "notification_failures_exceeded");
    assertThat(ChatReader.first(get(SUBSCRIPTIONS)).getString("status")).isEqualTo("enabled");
    assertThat(result(publishEvent()).getString("fault")).contains("no enabled shard");
  }

  @Test
  void appliesANewSecretToTheNextMessage() {
    var id = enabledConduit();
    subscribe(id);

    var rotated = webhook("0", receiver.url());
    rotated.getJsonObject("transport").put("secret", "another-secret");
    assign(id, rotated);
    receiver.next();
    awaitShard(id, "enabled");
    publishEvent();

    var notification = receiver.next();
    assertThat(notification.eventSub("Message-Signature"))
        .isEqualTo(
            SignedRequest.signature(
                "another-secret",
                notification.eventSub("Message-Id"),
                notification.eventSub("Message-Timestamp"),
                notification.body()));
  }

  @Test
  void sendsNoChallengeForAnUnchangedTransport() {
    var id = enabledConduit();

    var again = assign(id, webhook("0", receiver.url()));

    assertThat(ChatReader.first(again).getString("status")).isEqualTo("enabled");
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void revokesSubscriptionsOfADeletedConduit() {
    var id = enabledConduit();
    subscribe(id);

    delete(CONDUITS + "?id=" + id);

    assertThat(ChatReader.first(get(SUBSCRIPTIONS)).getString("status"))
        .isEqualTo("conduit_deleted");
  }

  @Test
  void deletesConduitsWithoutEnabledShards() {
    conduit(1);
    var healthy = enabledConduit();

    await()
        .untilAsserted(
            () ->
                assertThat(get(CONDUITS).json().getJsonArray("data"))
                    .extracting(conduit -> ((JsonObject) conduit).getString("id"))
                    .containsExactly(healthy));
  }

  private String enabledConduit() {
    var id = conduit(1);
    assign(id, webhook("0", receiver.url()));
    receiver.next();
    awaitShard(id, "enabled");
    return id;
  }

  private String conduit(int shardCount) {
    var answer = post(CONDUITS, new JsonObject().put("shard_count", shardCount));
    assertThat(answer.status()).isEqualTo(200);
    return ChatReader.first(answer).getString("id");
  }

  private SandboxResponse assign(String conduitId, JsonObject... shards) {
    return patch(
        SHARDS,
        new JsonObject()
            .put("conduit_id", conduitId)
            .put("shards", new JsonArray(List.of(shards))));
  }

  private static JsonObject webhook(String shard, String callback) {
    return shard(
        shard,
        new JsonObject().put("method", "webhook").put("callback", callback).put("secret", SECRET));
  }

  private static JsonObject websocket(String shard, String sessionId) {
    return shard(shard, new JsonObject().put("method", "websocket").put("session_id", sessionId));
  }

  private static JsonObject shard(String shard, JsonObject transport) {
    return new JsonObject().put("id", shard).put("transport", transport);
  }

  private SandboxResponse subscribe(String conduitId) {
    return subscribe(conduitId, "stream.online", new JsonObject().put("broadcaster_user_id", TFUE));
  }

  private SandboxResponse subscribe(String conduitId, String type, JsonObject condition) {
    var transport = new JsonObject().put("method", "conduit").put("conduit_id", conduitId);
    return post(
        SUBSCRIPTIONS,
        new JsonObject()
            .put("type", type)
            .put("version", "1")
            .put("condition", condition)
            .put("transport", transport));
  }

  private SandboxResponse publishEvent() {
    var order =
        new JsonObject().put("type", "stream.online").put("streamer", "tfue").put("wait", true);
    var answer = sandbox.post("/sandbox/events", order);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  private static JsonObject result(SandboxResponse answer) {
    return answer
        .json()
        .getJsonArray("messages")
        .getJsonObject(0)
        .getJsonArray("results")
        .getJsonObject(0);
  }

  private List<String> statuses(String conduitId) {
    return get(SHARDS + "?conduit_id=" + conduitId).json().getJsonArray("data").stream()
        .map(shard -> ((JsonObject) shard).getString("status"))
        .toList();
  }

  private void awaitShard(String conduitId, String status) {
    await().untilAsserted(() -> assertThat(statuses(conduitId)).containsExactly(status));
  }

  private SandboxResponse get(String path) {
    return sandbox.get(path, sandbox.helix(token));
  }

  private SandboxResponse post(String path, JsonObject body) {
    return sandbox.post(path, body, sandbox.helix(token));
  }

  private SandboxResponse delete(String path) {
    return sandbox.delete(path, sandbox.helix(token));
  }

  private SandboxResponse patch(String path, JsonObject body) {
    return sandbox.send(
        "PATCH",
        sandbox.sandbox().twitchUrl() + path,
        BodyPublishers.ofString(body.encode()),
        "Authorization",
        "Bearer " + token,
        "Client-Id",
        TestSandbox.CLIENT,
        "Content-Type",
        "application/json");
  }
}

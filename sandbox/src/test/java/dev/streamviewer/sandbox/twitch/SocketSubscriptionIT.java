package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketSubscriptionIT {
  private static final String TFUE = "60978448";
  private static final String NIGHT_OWL = "71200587";

  private final TestSandbox sandbox =
      TestSandbox.start(
          o ->
              o.withTwitch(
                  t ->
                      t.withEventSub(
                          t.eventSub()
                              .withSockets(
                                  t.eventSub()
                                      .sockets()
                                      .withUnusedTimeout(Duration.ofSeconds(60))))));
  private final EventSubSocketClient listener = EventSubSocketClient.connect(sandbox);
  private final ChatReader reader = new ChatReader(sandbox, "hubveteran");

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void enablesChatSubscriptionsAtOnceWithoutCost() {
    var answer = reader.readChat(listener.sessionId(), TFUE);

    var subscription = ChatReader.first(answer);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(subscription.getString("status")).isEqualTo("enabled");
    assertThat(subscription.getInteger("cost")).isZero();
    assertThat(subscription.getJsonObject("transport").getString("session_id"))
        .isEqualTo(listener.sessionId());
    assertThat(answer.json().getInteger("max_total_cost")).isEqualTo(10);
  }

  @Test
  void sendsANotificationWithItsSubscription() {
    var id = ChatReader.first(reader.readChat(listener.sessionId(), TFUE)).getString("id");

    var sent = publishEvent(new JsonObject().put("notice_type", "sub"));
    var frame = listener.next("notification");

    var metadata = frame.getJsonObject("metadata");
    assertThat(metadata.getString("message_id"))
        .isEqualTo(sent.json().getJsonArray("messages").getJsonObject(0).getString("id"));
    assertThat(metadata.getString("subscription_type")).isEqualTo(ChatReader.TYPE);
    assertThat(metadata.getString("subscription_version")).isEqualTo("1");
    var payload = frame.getJsonObject("payload");
    assertThat(payload.getJsonObject("subscription").getString("id")).isEqualTo(id);
    assertThat(payload.getJsonObject("event").getString("notice_type")).isEqualTo("sub");
  }

  @Test
  void sendsNoEventsOfOtherChannels() {
    reader.readChat(listener.sessionId(), NIGHT_OWL);

    assertThat(publishEvent(new JsonObject()).status()).isEqualTo(409);
  }

  @Test
  void requiresTheScopeForChat() {
    var stranger = new ChatReader(sandbox, "hubveteran", "bits:read");

    assertThat(stranger.readChat(listener.sessionId(), TFUE).status()).isEqualTo(403);
  }

  @Test
  void refusesChatAsAnotherUser() {
    var condition = new JsonObject().put("broadcaster_user_id", TFUE).put("user_id", NIGHT_OWL);

    assertThat(reader.subscribe(ChatReader.TYPE, condition, listener.sessionId()).status())
        .isEqualTo(403);
  }

  @Test
  void refusesAppTokensForWebSockets() {
    var body =
        new JsonObject()
            .put("type", "stream.online")
            .put("version", "1")
            .put("condition", new JsonObject().put("broadcaster_user_id", TFUE))
            .put(
                "transport",
                new JsonObject()
                    .put("method", "websocket")
                    .put("session_id", listener.sessionId()));

    var answer =
        sandbox.post("/helix/eventsub/subscriptions", body, sandbox.helix(sandbox.appToken()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("message"))
        .isEqualTo("invalid transport and auth combination");
  }

  @Test
  void refusesUserTokensForConduits() {
    var transport = new JsonObject().put("method", "conduit").put("conduit_id", "any");

    assertThat(
            reader
                .subscribe(
                    "stream.online", new JsonObject().put("broadcaster_user_id", TFUE), transport)
                .status())
        .isEqualTo(401);
  }

  @Test
  void refusesSubscriptionsOnAClosedSession() {
    var answer = reader.readChat("no-such-session", TFUE);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("message"))
        .isEqualTo("websocket transport session does not exist or has already disconnected");
  }

  @Test
  void refusesDuplicatesOnASession() {
    reader.readChat(listener.sessionId(), TFUE);

    assertThat(reader.readChat(listener.sessionId(), TFUE).status()).isEqualTo(409);
  }

  @Test
  void refusesASecondUserOnASession() {
    reader.readChat(listener.sessionId(), TFUE);
    var other = new ChatReader(sandbox, "nightowlchess");

    assertThat(other.readChat(listener.sessionId(), TFUE).status()).isEqualTo(400);
  }

  @Test
  void allowsThreeSessionsPerUser() {
    var all = Stream.generate(() -> EventSubSocketClient.connect(sandbox)).limit(4).toList();
    all.stream().limit(3).forEach(one -> reader.readChat(one.sessionId(), TFUE));

    var fourth = reader.readChat(all.get(3).sessionId(), NIGHT_OWL);

    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.json().getString("message"))
        .isEqualTo("number of websocket transports limit exceeded");
  }

  @Test
  void listsAndDeletesOnlyTheTokensSubscriptions() {
    var id = ChatReader.first(reader.readChat(listener.sessionId(), TFUE)).getString("id");
    var other = new ChatReader(sandbox, "nightowlchess");
    var app =
        sandbox.get("/helix/eventsub/subscriptions", sandbox.helix(sandbox.appToken())).json();

    assertThat(reader.list().json().getJsonArray("data")).hasSize(1);
    assertThat(other.list().json().getJsonArray("data")).isEmpty();
    assertThat(app.getJsonArray("data")).isEmpty();
    assertThat(other.delete(id).status()).isEqualTo(404);
    assertThat(reader.delete(id).status()).isEqualTo(204);
  }

  @Test
  void sendsARevocationAfterWithdrawnConsent() {
    reader.readChat(listener.sessionId(), TFUE);

    sandbox.post("/sandbox/users/hubveteran/disconnect", new JsonObject());

    var frame = listener.next("revocation");
    assertThat(frame.getJsonObject("metadata").getString("subscription_type"))
        .isEqualTo(ChatReader.TYPE);
    assertThat(subscription(frame).getString("status")).isEqualTo("authorization_revoked");
  }

  @Test
  void ignoresTheConsentOfTheStreamer() {
    reader.readChat(listener.sessionId(), TFUE);
    sandbox.signIn("tfue", "bits:read");

    sandbox.post("/sandbox/users/tfue/disconnect", new JsonObject());

    assertThat(ChatReader.first(reader.list()).getString("status")).isEqualTo("enabled");
  }

  @Test
  void revokesSubscriptionsOfADeletedStreamer() {
    reader.readChat(listener.sessionId(), TFUE);

    sandbox.delete("/sandbox/users/tfue");

    assertThat(subscription(listener.next("revocation")).getString("status"))
        .isEqualTo("user_removed");
  }

  private static JsonObject subscription(JsonObject frame) {
    return frame.getJsonObject("payload").getJsonObject("subscription");
  }

  private SandboxResponse publishEvent(JsonObject event) {
    return sandbox.post(
        "/sandbox/events",
        new JsonObject().put("type", ChatReader.TYPE).put("streamer", "tfue").put("event", event));
  }
}

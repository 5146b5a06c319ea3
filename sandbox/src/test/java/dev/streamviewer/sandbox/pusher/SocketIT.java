package dev.streamviewer.sandbox.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.wire.HmacSignature;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketIT {
  private final TestSandbox sandbox = TestSandbox.start();
  private final PusherApiClient publisher = new PusherApiClient(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void sendsSocketIdAndActivityTimeoutFirst() {
    var page =
        PusherSocketClient.raw(sandbox, "/app/" + PusherApiClient.KEY + PusherSocketClient.QUERY);

    var data = page.data("pusher:connection_established");

    assertThat(data.getString("socket_id")).matches("\\d+\\.\\d+");
    assertThat(data.getInteger("activity_timeout")).isEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource({
    "/app/another-key?protocol=7, 4001",
    "/other/sandbox-key?protocol=7, 4005",
    "/app/sandbox-key?protocol=seven, 4006",
    "/app/sandbox-key?protocol=99, 4007",
    "/app/sandbox-key, 4008"
  })
  void refusesInvalidConnectionsWithACode(String uri, int code) {
    var page = PusherSocketClient.raw(sandbox, uri);

    assertThat(page.next("pusher:error").getJsonObject("data").getInteger("code")).isEqualTo(code);
    assertThat(page.closeCode()).isEqualTo(code);
  }

  @Test
  void answersPingsAndClosesSilentConnections() {
    try (var impatient =
        TestSandbox.start(
            o -> o.withPusher(p -> p.withActivity(Duration.ofSeconds(1), Duration.ofSeconds(1))))) {
      var page = PusherSocketClient.open(impatient);
      page.send("pusher:ping", new JsonObject());

      page.next("pusher:pong");
      page.next("pusher:ping");
      assertThat(page.closeCode()).isEqualTo(4201);
    }
  }

  @Test
  void refusesConnectionsOverTheQuota() {
    try (var small = TestSandbox.start(o -> o.withPusher(p -> p.withMaxConnections(1)))) {
      PusherSocketClient.open(small);

      assertThat(
              PusherSocketClient.raw(
                      small, "/app/" + PusherApiClient.KEY + PusherSocketClient.QUERY)
                  .closeCode())
          .isEqualTo(4004);
    }
  }

  @Test
  void answersASecondSubscriptionWithAnError() {
    var page = PusherSocketClient.open(sandbox);
    page.subscribe("tfue");
    page.joined("tfue");

    page.subscribe("tfue");

    var error = page.next("pusher:error").getJsonObject("data");
    assertThat(error.getInteger("code")).isNull();
    assertThat(error.getString("message")).contains("Existing subscription");
  }

  @Test
  void sendsNothingAfterUnsubscribing() {
    var page = PusherSocketClient.open(sandbox);
    page.subscribe("tfue");
    page.joined("tfue");
    page.send("pusher:unsubscribe", new JsonObject().put("channel", "tfue"));
    assertThat(page.heardNothingMore()).isTrue();

    publisher.trigger("tfue", "stream.online", "{}");

    assertThat(page.heardNothingMore()).isTrue();
  }

  @Test
  void requiresTheSocketsSignatureForPrivateChannels() {
    var page = PusherSocketClient.open(sandbox);
    page.send(
        "pusher:subscribe",
        new JsonObject()
            .put("channel", "private-tfue")
            .put(
                "auth",
                "sandbox-key:" + HmacSignature.sha256("sandbox-secret", "1.1:private-tfue")));
    var error = page.next("pusher:subscription_error");
    page.subscribePrivate("private-tfue");

    assertThat(error.getString("channel")).isEqualTo("private-tfue");
    assertThat(error.getJsonObject("data").getInteger("status")).isEqualTo(401);
    page.joined("private-tfue");
  }

  @Test
  void reportsPresenceMembersAndTheirChanges() {
    var ada = PusherSocketClient.open(sandbox);
    var bob = PusherSocketClient.open(sandbox);
    var bobAgain = PusherSocketClient.open(sandbox);
    ada.subscribePresence("presence-room", "ada");
    ada.joined("presence-room");

    bob.subscribePresence("presence-room", "bob");
    var seenByBob = bob.joined("presence-room").getJsonObject("presence");
    bobAgain.subscribePresence("presence-room", "bob");
    bobAgain.joined("presence-room");
    bobAgain.close();

    assertThat(seenByBob.getJsonArray("ids")).containsExactly("ada", "bob");
    assertThat(seenByBob.getInteger("count")).isEqualTo(2);
    assertThat(ada.data("pusher_internal:member_added").getString("user_id")).isEqualTo("bob");
    assertThat(ada.heardNothingMore()).isTrue();

    bob.close();

    assertThat(ada.data("pusher_internal:member_removed").getString("user_id")).isEqualTo("bob");
  }

  @Test
  void relaysClientEventsOnlyOnPrivateChannels() {
    var one = PusherSocketClient.open(sandbox);
    var other = PusherSocketClient.open(sandbox);
    one.subscribePrivate("private-room");
    other.subscribePrivate("private-room");
    one.joined("private-room");
    other.joined("private-room");
    one.subscribe("public");
    one.joined("public");

    one.send(clientEvent("private-room"));
    one.send(clientEvent("public"));

    assertThat(other.next("client-typing").getJsonObject("data").getInteger("n")).isEqualTo(1);
    assertThat(one.next("pusher:error").getJsonObject("data").getString("message"))
        .contains("private and presence");
  }

  @Test
  void limitsClientEventsToTenPerSecond() {
    try (var timeless = TestSandbox.start(o -> o.withClock(new TestClock()))) {
      var page = PusherSocketClient.open(timeless);
      page.subscribePrivate("private-room");
      page.joined("private-room");

      for (var number = 0; number < 11; number++) {
        page.send(clientEvent("private-room"));
      }

      assertThat(page.next("pusher:error").getJsonObject("data").getInteger("code"))
          .isEqualTo(4301);
    }
  }

  @Test
  void replaysTheLastEventOfACacheChannel() {
    var early = PusherSocketClient.open(sandbox);
    early.subscribe("cache-tfue");
    early.joined("cache-tfue");
    early.next("pusher:cache_miss");
    publisher.trigger("cache-tfue", "stream.online", "{\"n\":1}");

    var late = PusherSocketClient.open(sandbox);
    late.subscribe("cache-tfue");
    late.joined("cache-tfue");

    assertThat(late.next("stream.online").getString("data")).isEqualTo("{\"n\":1}");
    assertThat(
            publisher
                .get("/channels/cache-tfue", Map.of("info", "cache"))
                .json()
                .getJsonObject("cache")
                .getString("data"))
        .isEqualTo("{\"n\":1}");
  }

  @Test
  void terminatesTheConnectionsOfAUser() {
    var page = PusherSocketClient.open(sandbox);
    var user = "{\"id\":\"ada\"}";
    var signature = HmacSignature.sha256("sandbox-secret", page.socketId() + "::user::" + user);
    page.send(
        "pusher:signin",
        new JsonObject().put("auth", "sandbox-key:" + signature).put("user_data", user));
    page.next("pusher:signin_success");

    publisher.post("/users/ada/terminate_connections", new JsonObject());

    assertThat(page.closeCode()).isEqualTo(4009);
  }

  @Test
  void keepsTheConnectionAfterAMalformedFrame() {
    var page = PusherSocketClient.open(sandbox);

    page.send(new JsonObject().put("no", "event"));

    assertThat(page.next("pusher:error").getJsonObject("data").getString("message"))
        .contains("Malformed");
    assertThat(page.heardNothingMore()).isTrue();
  }

  private static JsonObject clientEvent(String channel) {
    return new JsonObject()
        .put("event", "client-typing")
        .put("channel", channel)
        .put("data", new JsonObject().put("n", 1));
  }
}

package dev.streamviewer.sandbox.pusher.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.pusher.PusherApiClient;
import dev.streamviewer.sandbox.pusher.PusherSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishRequestIT {
  private final TestSandbox sandbox = TestSandbox.start();
  private final PusherApiClient publisher = new PusherApiClient(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersAnAcceptedEventWithAnEmptyObject() {
    var answer = publisher.trigger("tfue", "stream.online", "{\"id\":\"1\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(new JsonObject());
  }

  @Test
  void refusesRequestsWithoutAValidSignature() {
    var unsigned =
        sandbox.send(
            "POST",
            sandbox.sandbox().pusherUrl() + "/apps/1/events",
            BodyPublishers.ofString("{}"));

    assertThat(unsigned.status()).isEqualTo(401);
    assertThat(new PusherApiClient(sandbox, "wrong").trigger("a", "b", "{}").status())
        .isEqualTo(401);
    assertThat(publisher.call("POST", "/apps/2/events", "{}", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void refusesMalformedAndOversizedRequests() {
    assertThat(publisher.call("POST", "/apps/1/events", "no json", Map.of()).status())
        .isEqualTo(400);
    assertThat(publisher.trigger("two words", "e", "{}").status()).isEqualTo(400);
    assertThat(publisher.trigger("tfue", "e", "x".repeat(10_241)).status()).isEqualTo(413);
    assertThat(publisher.trigger("tfue", "e", "x".repeat(2_000_000)).status()).isEqualTo(413);
  }

  @Test
  void acceptsTenEventsPerBatch() {
    assertThat(batch(10).status()).isEqualTo(200);
    assertThat(batch(11).status()).isEqualTo(400);
  }

  @Test
  void refusesAWholeBatchForOneInvalidEvent() {
    var page = PusherSocketClient.open(sandbox);
    page.subscribe("tfue");
    page.joined("tfue");
    var batch = new JsonArray().add(event("tfue", "{}")).add(event("tfue", "x".repeat(10_241)));

    var answer = publisher.post("/batch_events", new JsonObject().put("batch", batch));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(page.heardNothingMore()).isTrue();
  }

  @Test
  void excludesTheGivenSocketFromAnEvent() {
    var one = PusherSocketClient.open(sandbox);
    var other = PusherSocketClient.open(sandbox);
    one.subscribe("tfue");
    other.subscribe("tfue");
    one.joined("tfue");
    other.joined("tfue");

    publisher.post("/events", event("tfue", "{\"n\":1}").put("socket_id", one.socketId()));

    assertThat(other.next("stream.online"))
        .isEqualTo(
            new JsonObject()
                .put("event", "stream.online")
                .put("channel", "tfue")
                .put("data", "{\"n\":1}"));
    assertThat(one.heardNothingMore()).isTrue();
    var last = sandbox.state().getJsonObject("pusher").getJsonArray("publishes").getJsonObject(0);
    assertThat(last.getInteger("receivedBy")).isEqualTo(1);
  }

  @Test
  void listsOnlyOccupiedChannels() {
    var page = PusherSocketClient.open(sandbox);
    page.subscribe("tfue");
    page.joined("tfue");

    assertThat(channels("").fieldNames()).containsExactly("tfue");
    assertThat(channels("presence-").fieldNames()).isEmpty();
    assertThat(publisher.get("/channels/tfue", Map.of()).json().getBoolean("occupied")).isTrue();
    assertThat(publisher.get("/channels/nobody", Map.of()).json().getBoolean("occupied")).isFalse();
  }

  @Test
  void refusesAttributesOfOtherChannelTypes() {
    assertThat(publisher.get("/channels", Map.of("info", "user_count")).status()).isEqualTo(400);
    assertThat(publisher.get("/channels/tfue", Map.of("info", "user_count")).status())
        .isEqualTo(400);
    assertThat(publisher.get("/channels/tfue", Map.of("info", "cache")).status()).isEqualTo(400);
    assertThat(publisher.get("/channels/tfue", Map.of("info", "colour")).status()).isEqualTo(400);
    assertThat(publisher.get("/channels/tfue/users", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void listsTheMembersOfAPresenceChannel() {
    var page = PusherSocketClient.open(sandbox);
    page.subscribePresence("presence-room", "ada");
    page.joined("presence-room");

    var users = publisher.get("/channels/presence-room/users", Map.of());
    var info =
        publisher.get("/channels", Map.of("filter_by_prefix", "presence-", "info", "user_count"));

    assertThat(users.json())
        .isEqualTo(
            new JsonObject().put("users", new JsonArray().add(new JsonObject().put("id", "ada"))));
    assertThat(info.json().getJsonObject("channels").getJsonObject("presence-room"))
        .isEqualTo(new JsonObject().put("user_count", 1));
  }

  private JsonObject channels(String prefix) {
    return publisher
        .get("/channels", prefix.isEmpty() ? Map.of() : Map.of("filter_by_prefix", prefix))
        .json()
        .getJsonObject("channels");
  }

  private SandboxResponse batch(int size) {
    var events = IntStream.range(0, size).mapToObj(i -> event("tfue", "{}")).toList();
    return publisher.post("/batch_events", new JsonObject().put("batch", new JsonArray(events)));
  }

  private static JsonObject event(String channel, String data) {
    return new JsonObject().put("channel", channel).put("name", "stream.online").put("data", data);
  }
}

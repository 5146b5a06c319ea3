package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Client of the sandbox's JSON control endpoints. */
final class SandboxControl {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI twitch;

  SandboxControl(URI twitch) {
    this.twitch = twitch;
  }

  /** Makes Twitch send messages; returns their ids. */
  List<String> happen(JsonObject order) {
    var answer = order("POST", "/sandbox/events", order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return objects(new JsonObject(answer.body()).getJsonArray("messages"))
        .map(message -> message.getString("id"))
        .toList();
  }

  /** Causes a fault at Pusher until the fault is cleared. */
  void addPusherFault(String mode, JsonObject more) {
    var fault = new JsonObject().put("target", "pusher").put("mode", mode).mergeIn(more);
    var answer = order("POST", "/sandbox/faults", fault);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  void clearFaults() {
    order("DELETE", "/sandbox/faults", new JsonObject());
  }

  /** Returns the latest events that Pusher accepted. */
  List<JsonObject> publishes() {
    return objects(state().getJsonObject("pusher").getJsonArray("publishes"))
        .map(publish -> new JsonObject(publish.getString("data")))
        .toList();
  }

  /** Returns the open sessions of EventSub's WebSocket server. */
  List<JsonObject> sockets() {
    return objects(state().getJsonArray("websockets")).toList();
  }

  /** Waits until Twitch sends the public events of a streamer. */
  void awaitSubscriptions(String streamer) {
    await("subscriptions of " + streamer)
        .atMost(TIMEOUT)
        .until(
            () ->
                objects(state().getJsonArray("subscriptions"))
                        .filter(it -> streamer.equals(it.getString("streamer")))
                        .filter(it -> "enabled".equals(it.getString("status")))
                        .count()
                    >= 4);
  }

  private JsonObject state() {
    return new JsonObject(HttpCalls.get(twitch.resolve("/sandbox/state?limit=500")).body());
  }

  private HttpResponse<String> order(String method, String path, JsonObject order) {
    return HttpCalls.json(method, twitch.resolve(path), order);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}

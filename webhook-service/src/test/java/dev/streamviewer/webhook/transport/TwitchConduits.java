package dev.streamviewer.webhook.transport;

import static org.awaitility.Awaitility.await;

import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import dev.streamviewer.webhook.TestTwitch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The conduits at Twitch; callbacks are told by their path. */
final class TwitchConduits {
  private static final String PATH = "/eventsub/conduits";

  private final SubscriptionFixture fixture;

  TwitchConduits(SubscriptionFixture fixture) {
    this.fixture = fixture;
  }

  /** Adds a conduit, all of whose shards work; returns its id. */
  String add(int size, String callback) {
    var made = fixture.twitch.call("POST", PATH, new JsonObject().put("shard_count", size));
    var id = made.getJsonArray("data").getJsonObject(0).getString("id");
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", fixture.callback.url(callback))
            .put("secret", TestProcess.SECRET.value());
    var shards =
        IntStream.range(0, size)
            .mapToObj(
                it -> new JsonObject().put("id", String.valueOf(it)).put("transport", transport))
            .toList();
    fixture.twitch.call(
        "PATCH",
        PATH + "/shards",
        new JsonObject().put("conduit_id", id).put("shards", new JsonArray(shards)));
    await().until(() -> statuses(id).stream().allMatch("enabled"::equals));
    return id;
  }

  /** Returns the ids of all conduits, oldest first. */
  List<String> ids() {
    return fixture.twitch.control.conduits().stream().map(it -> it.getString("id")).toList();
  }

  List<String> callbacks(String id) {
    return shards(id)
        .map(it -> fixture.callback.path(it.getJsonObject("transport").getString("callback")))
        .toList();
  }

  List<String> statuses(String id) {
    return shards(id).map(it -> it.getString("status")).toList();
  }

  /** An assignment of shards, and the number of shards that kept working. */
  record Assignment(List<String> shards, int working) {}

  /** Returns the assignments since the conduits were added, oldest first. */
  List<Assignment> assignments() {
    return fixture.twitch.control.conduits().stream()
        .flatMap(TwitchConduits::laterAssignments)
        .toList();
  }

  void disable(String id, int shard) {
    fixture.twitch.control.disableShard(id, shard);
  }

  private static Stream<Assignment> laterAssignments(JsonObject conduit) {
    var oldestFirst = new ArrayList<>(TestTwitch.objects(conduit, "assignments").toList());
    Collections.reverse(oldestFirst);
    return oldestFirst.stream().skip(1).map(TwitchConduits::assignment);
  }

  private static Assignment assignment(JsonObject json) {
    var shards = json.getJsonArray("shards").stream().map(String.class::cast).toList();
    return new Assignment(shards, json.getInteger("enabled"));
  }

  private Stream<JsonObject> shards(String id) {
    return fixture.twitch.control.shards(id).stream();
  }
}

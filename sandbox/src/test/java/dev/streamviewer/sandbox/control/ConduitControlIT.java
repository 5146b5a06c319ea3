package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.twitch.EventSubSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConduitControlIT {
  private final TestSandbox sandbox = TestSandbox.start();
  private final String token = sandbox.appToken();
  private final EventSubSocketClient listener = EventSubSocketClient.connect(sandbox);
  private String conduit;

  @BeforeEach
  void assign() {
    var made =
        sandbox.post(
            "/helix/eventsub/conduits",
            new JsonObject().put("shard_count", 1),
            sandbox.helix(token));
    conduit = made.json().getJsonArray("data").getJsonObject(0).getString("id");
    var transport =
        new JsonObject().put("method", "websocket").put("session_id", listener.sessionId());
    var shards = new JsonArray().add(new JsonObject().put("id", "0").put("transport", transport));
    sandbox.send(
        "PATCH",
        sandbox.sandbox().twitchUrl() + "/helix/eventsub/conduits/shards",
        BodyPublishers.ofString(
            new JsonObject().put("conduit_id", conduit).put("shards", shards).encode()),
        "Authorization",
        "Bearer " + token,
        "Client-Id",
        TestSandbox.CLIENT,
        "Content-Type",
        "application/json");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void disablesAShard() {
    var answer =
        sandbox.post(
            "/sandbox/conduits/" + conduit + "/shards/0/disable",
            new JsonObject().put("status", "websocket_internal_error"));

    assertThat(answer.status()).isEqualTo(200);
    var state = sandbox.state().getJsonArray("conduits").getJsonObject(0);
    assertThat(state.getString("id")).isEqualTo(conduit);
    assertThat(state.getJsonArray("shards").getJsonObject(0).getString("status"))
        .isEqualTo("websocket_internal_error");
  }

  @Test
  void showsAssignmentsOfShards() {
    var state = sandbox.state().getJsonArray("conduits").getJsonObject(0);

    assertThat(state.getJsonArray("assignments"))
        .containsExactly(
            new JsonObject().put("shards", new JsonArray().add("0")).put("enabled", 1));
  }

  @Test
  void reportsAMissingShard() {
    var answer =
        sandbox.post("/sandbox/conduits/" + conduit + "/shards/7/disable", new JsonObject());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("detail")).contains("No shard 7");
  }
}

package dev.streamviewer.demo.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.ChangingDemo;
import dev.streamviewer.demo.support.TwitchApp;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that one conduit carries all subscriptions, whatever happens to the conduit. */
class ConduitLifeIT {
  private static final String STREAMER = "hubveteran";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Map<String, String> CONDUIT =
      Map.of(
          "WEBHOOK_SECRET", "a-secret-of-the-test",
          "TWITCH_TRANSPORT", "conduit",
          "TWITCH_CONDUIT_SHARDS", "3");

  private final ChangingDemo demo = ChangingDemo.withoutTheProduct();
  private final SandboxControl control = demo.control();
  private final TwitchApp otherApp = demo.twitchApp();

  @AfterEach
  void close() {
    demo.close();
  }

  @Test
  void findsRepairsAndRecreatesItsConduitAndLeavesOthersAlone() {
    var foreign = otherApp.conduitElsewhere();
    begin();
    var ownConduit = ownConduit(foreign);
    assertThat(control.subscriptions(STREAMER))
        .allMatch(it -> ownConduit.equals(it.getJsonObject("transport").getString("conduit_id")));
    awaitShardsOf(ownConduit, 3);
    assertThatEventsArrive();
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(demo.metric("sev_twitch_conduit_shards{status=\"enabled\"}"))
                    .isEqualTo(3));

    begin();
    assertThat(ownConduit(foreign)).as("after a restart").isEqualTo(ownConduit);
    assertThatEventsArrive();

    control.awaitSubscriptionTo("conduit.shard.disabled");
    control.disableShard(ownConduit, 1);
    awaitShardsOf(ownConduit, 3);
    assertThat(demo.metric("sev_webhook_callbacks_total{outcome=\"shard_disabled\"}")).isPositive();

    otherApp.deleteConduit(ownConduit);
    demo.watch("tfue", STREAMER);
    await("another conduit")
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(ids()).contains(foreign).doesNotContain(ownConduit).hasSize(2);
              assertThat(enabledSubscriptions()).hasSize(8);
            });
    awaitShardsOf(ownConduit(foreign), 3);
    assertThatEventsArrive();
    assertThat(control.conduit(foreign).getJsonArray("shards").encode())
        .contains("http://localhost:1/api/callback");
  }

  @Test
  void waitsForRoomWhenOthersHoldAllConduits() {
    var foreign = new ArrayList<String>();
    for (var number = 0; number < 5; number++) {
      foreign.add(otherApp.conduitElsewhere());
    }
    demo.restart(CONDUIT);
    demo.watch("tfue", STREAMER);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(foreign);
    assertThat(control.subscriptions(STREAMER)).isEmpty();

    otherApp.deleteConduit(foreign.remove(0));

    control.awaitSubscriptions(STREAMER, 8);
    assertThat(ids()).containsAll(foreign).hasSize(5);
    assertThatEventsArrive();
  }

  private void begin() {
    demo.restart(CONDUIT);
    demo.watch("tfue", STREAMER);
    control.awaitSubscriptions(STREAMER, 8);
  }

  private void assertThatEventsArrive() {
    var id =
        control
            .happen("channel.update", STREAMER, new JsonObject().put("title", "By conduit"))
            .get(0);
    assertThat(control.awaitPublished(id).channel()).isEqualTo(STREAMER);
  }

  private void awaitShardsOf(String conduitId, int count) {
    await("shards of " + conduitId)
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.shards(conduitId))
                    .hasSize(count)
                    .allMatch(it -> it.getString("status").equals("enabled")));
  }

  private List<JsonObject> enabledSubscriptions() {
    return control.subscriptions(STREAMER).stream()
        .filter(it -> it.getString("status").equals("enabled"))
        .toList();
  }

  private String ownConduit(String foreign) {
    return ids().stream().filter(it -> !it.equals(foreign)).findFirst().orElseThrow();
  }

  private List<String> ids() {
    return control.conduits().stream().map(it -> it.getString("id")).toList();
  }
}

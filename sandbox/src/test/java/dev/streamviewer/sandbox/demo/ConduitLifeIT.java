package dev.streamviewer.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One conduit for all subscriptions, whatever happens to it. */
class ConduitLifeIT {
  private static final String STREAMER = "hubveteran";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Map<String, String> CONDUIT =
      Map.of(
          "WEBHOOK_SECRET", "a-secret-of-the-test",
          "TWITCH_TRANSPORT", "conduit",
          "TWITCH_CONDUIT_SHARDS", "3");

  private final ChangingDemo demo = ChangingDemo.withoutTheProduct();
  private final DemoControl backstage = demo.backstage();
  private final TwitchApp others = demo.twitchApp();

  @AfterEach
  void close() {
    demo.close();
  }

  @Test
  void itIsFoundAgainMendedAndMadeAnewAndThatOfOthersIsLeftAlone() {
    var foreign = others.conduitElsewhere();
    begin();
    var ours = ours(foreign);
    assertThat(backstage.subscriptions(STREAMER))
        .allMatch(it -> ours.equals(it.getJsonObject("transport").getString("conduit_id")));
    awaitShardsOf(ours, 3);
    assertThatEventsArrive();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(demo.metric("twitch_conduit_shards{status=\"enabled\"}")).isEqualTo(3));

    begin();
    assertThat(ours(foreign)).as("after a restart").isEqualTo(ours);
    assertThatEventsArrive();

    backstage.awaitSubscriptionTo("conduit.shard.disabled");
    backstage.disableShard(ours, 1);
    awaitShardsOf(ours, 3);
    assertThat(demo.metric("webhook_callbacks_total{outcome=\"shard_disabled\"}")).isPositive();

    others.deleteConduit(ours);
    demo.watch("tfue", STREAMER);
    await("another conduit")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(ids()).contains(foreign).doesNotContain(ours).hasSize(2);
              assertThat(enabledSubscriptions()).hasSize(5);
            });
    awaitShardsOf(ours(foreign), 3);
    assertThatEventsArrive();
    assertThat(backstage.conduit(foreign).getJsonArray("shards").encode())
        .contains("http://localhost:1/api/callback");
  }

  @Test
  void whereFiveOfOthersLeaveNoRoomNothingOfTheirsIsTakenAndItGoesOnOnceThereIsRoom() {
    var foreign = new ArrayList<String>();
    for (var number = 0; number < 5; number++) {
      foreign.add(others.conduitElsewhere());
    }
    demo.restart(CONDUIT);
    demo.watch("tfue", STREAMER);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(foreign);
    assertThat(backstage.subscriptions(STREAMER)).isEmpty();

    others.deleteConduit(foreign.remove(0));

    backstage.awaitSubscriptions(STREAMER, 5);
    assertThat(ids()).containsAll(foreign).hasSize(5);
    assertThatEventsArrive();
  }

  private void begin() {
    demo.restart(CONDUIT);
    demo.watch("tfue", STREAMER);
    backstage.awaitSubscriptions(STREAMER, 5);
  }

  private void assertThatEventsArrive() {
    var id =
        backstage
            .happen("channel.update", STREAMER, new JsonObject().put("title", "By conduit"))
            .get(0);
    assertThat(backstage.awaitPublished(id).channel()).isEqualTo(STREAMER);
  }

  private void awaitShardsOf(String conduitId, int count) {
    await("shards of " + conduitId)
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(backstage.shards(conduitId))
                    .hasSize(count)
                    .allMatch(it -> it.getString("status").equals("enabled")));
  }

  private List<JsonObject> enabledSubscriptions() {
    return backstage.subscriptions(STREAMER).stream()
        .filter(it -> it.getString("status").equals("enabled"))
        .toList();
  }

  private String ours(String foreign) {
    return ids().stream().filter(it -> !it.equals(foreign)).findFirst().orElseThrow();
  }

  private List<String> ids() {
    return backstage.conduits().stream().map(it -> it.getString("id")).toList();
  }
}

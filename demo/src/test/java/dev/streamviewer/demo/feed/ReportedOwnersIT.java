package dev.streamviewer.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.ReportedEvents;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with reported events of real channels whose channel each event belongs to. */
class ReportedOwnersIT {
  private static TestDemo demo;
  private static SandboxControl control;
  private static PageVisitor tfue;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    control = demo.control();
    tfue = demo.visitor();
    tfue.signIn("tfue", "?own=true");
    tfue.send("PUT", "/api/streamers/tfue/watch");
    control.awaitSubscription("tfue", "stream.online");
    control.awaitSubscription("tfue", "channel.update");
    control.awaitSubscription("tfue", "channel.raid");
    control.awaitSubscription("tfue", "channel.channel_points_custom_reward_redemption.add");
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void calm() {
    control.clearFaults();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08-redemption-blank-broadcaster", "08b-redemption-null-broadcaster"})
  void givesARedemptionWithABlankBroadcasterToTheStreamer(String report) {
    var id = control.happen(ReportedEvents.order(report)).get(0);

    assertThat(control.awaitPublished(id).channel()).isEqualTo("private-tfue");
    assertThat(recentIds(tfue, "tfue")).contains(id);
    var redeemer = demo.visitor();
    redeemer.signIn("hubveteran");
    assertThat(recentIds(redeemer, "hubveteran")).doesNotContain(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"09-online-after-rename", "09b-update-after-rename"})
  void publishesWhereViewersListenAfterARename(String report) {
    var id = control.happen(ReportedEvents.order(report)).get(0);

    var published = control.awaitPublished(id);
    assertThat(published.channel()).isEqualTo("tfue");
    assertThat(published.data().getJsonObject("streamer"))
        .isEqualTo(
            new JsonObject()
                .put("id", "60978448")
                .put("login", "tfue")
                .put("name", "Tfue_Renamed"));
    assertThat(recentIds(tfue, "tfue")).contains(id);
  }

  @Test
  void distinguishesRaidsOfOneRaiderByContentAndTime() {
    var now = Instant.now();
    var first = raid("10a-raid-first", now.minusSeconds(480));
    control.awaitPublished(first);
    var copy = raid("10a-raid-first", now.minusSeconds(475));
    var second = raid("10b-raid-again-8-minutes-later", now);

    control.awaitPublished(second);
    control.awaitDelivery(copy, "delivered");
    assertThat(control.published(copy)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tfue\r\nX: y", "日本", "-5", "", "private-hubveteran", "hubveteran,tfue"})
  void publishesOnNoMalformedChannel(String login) {
    var event = new JsonObject().put("broadcaster_user_login", login).put("title", "Odd");
    var id = control.happen("channel.update", "tfue", event).get(0);

    assertThat(control.awaitPublished(id).channel()).isEqualTo("tfue");
  }

  @Test
  void answersOtherLoginsWhenTwitchRefusesABatch() {
    control.addFault("helix", "status", fault());

    var streams =
        tfue.json("GET", "/api/streams?logins=bravegoose,mossandmortar,nightowlchess")
            .getJsonArray("streams");

    assertThat(streams).hasSize(3);
  }

  @Test
  void explainsALoginThatTwitchRefuses() {
    control.addFault("helix", "status", fault());

    var refused = tfue.send("PUT", "/api/streamers/saltwaterkeys/watch");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(refused.body()).getString("detail"))
        .contains("Twitch does not accept “saltwaterkeys”")
        .doesNotContain("not responding");
    assertThat(tfue.send("PUT", "/api/streamers/saltwaterkeys/watch").statusCode()).isEqualTo(200);
  }

  @Test
  void endsAllSessionsOfADeletedAccount() {
    control.addUser("gone_soon");
    var here = demo.visitor();
    var elsewhere = demo.visitor();
    here.signIn("gone_soon");
    elsewhere.signIn("gone_soon");
    here.send("PUT", "/api/streamers/gone_soon/watch");
    control.awaitSubscription("gone_soon", "stream.online");

    control.removeUser("gone_soon");

    await()
        .untilAsserted(
            () ->
                assertThat(List.of(here, elsewhere))
                    .allMatch(it -> it.get("/api/auth/me").statusCode() == 401));
  }

  private static String raid(String report, Instant at) {
    return control.happen(ReportedEvents.order(report).put("timestamp", at.toString())).get(0);
  }

  private static JsonObject fault() {
    var order = ReportedEvents.order("26-helix-400-once");
    order.remove("target");
    order.remove("mode");
    return order;
  }

  private static List<String> recentIds(PageVisitor visitor, String login) {
    return visitor
        .json("GET", "/api/streamers/%s/events".formatted(login))
        .getJsonArray("events")
        .stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("id"))
        .toList();
  }
}

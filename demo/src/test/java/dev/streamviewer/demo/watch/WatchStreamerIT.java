package dev.streamviewer.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the way from Twitch's POST to Pusher, with its possible faults. */
class WatchStreamerIT {
  private static final String WATCH = "/api/streamers/hubveteran/watch";

  private static TestDemo demo;
  private static SandboxControl control;
  private static PageVisitor viewer;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    control = demo.control();
    viewer = demo.visitor();
    viewer.signIn("tfue");
    viewer.send("PUT", WATCH);
    control.awaitSubscriptions("hubveteran", 8);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void calm() {
    control.clearFaults();
  }

  @Test
  void answersStreamerStreamAndChannel() {
    var watch = viewer.json("PUT", "/api/streamers/HubVeteran/watch");

    assertThat(watch.getJsonObject("streamer").getString("id")).isEqualTo("503254");
    assertThat(watch.getJsonObject("streamer").getString("avatar")).startsWith("http");
    assertThat(watch.getJsonObject("stream").getString("title")).isNotBlank();
    assertThat(watch.getJsonArray("channels")).containsExactly("hubveteran");
    assertThat(watch.getJsonObject("subscriptions").getJsonArray("active"))
        .containsExactly(
            "stream.online",
            "stream.offline",
            "channel.update",
            "channel.raid",
            "channel.shared_chat.begin",
            "channel.shared_chat.update",
            "channel.shared_chat.end");
    assertThat(watch.getJsonObject("subscriptions").getJsonArray("refused")).isEmpty();
  }

  @Test
  void offersThePrivateChannelOnlyToTheStreamer() {
    assertThat(viewer.json("PUT", "/api/streamers/tfue/watch").getJsonArray("channels"))
        .containsExactly("tfue", "private-tfue");
  }

  @Test
  void createsNoDuplicateSubscriptions() {
    viewer.send("PUT", WATCH);
    viewer.send("PUT", WATCH);

    assertThat(control.subscriptions("hubveteran")).hasSize(8);
  }

  @Test
  void deliversAnEventToPusherAndRecentEvents() {
    var id =
        control
            .happen(
                "channel.update",
                "hubveteran",
                new JsonObject().put("title", "Hello").put("category_name", "Chess"))
            .get(0);

    var publish = control.awaitPublished(id);

    assertThat(publish.channel()).isEqualTo("hubveteran");
    assertThat(publish.data().getString("headline")).isEqualTo("Now in Chess: “Hello”");
    assertThat(recentIds("")).contains(id);
  }

  @Test
  void returnsEventsAfterAnId() {
    var first = happenAndWait();
    var second = happenAndWait();

    assertThat(recentIds("?after=" + first)).containsExactly(second);
    assertThat(
            viewer
                .json("GET", "/api/streamers/hubveteran/events?after=unknown")
                .getBoolean("complete"))
        .isFalse();
  }

  @Test
  void returnsOneEvent() {
    var id = happenAndWait();

    var event = viewer.json("GET", "/api/streamers/HubVeteran/events/" + id);

    assertThat(event.getString("id")).isEqualTo(id);
    assertThat(event.getJsonObject("details").isEmpty()).isFalse();
    var gone = viewer.send("GET", "/api/streamers/hubveteran/events/unknown");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("This event is no longer kept");
    assertThat(demo.visitor().get("/api/streamers/hubveteran/events/" + id).statusCode())
        .isEqualTo(401);
  }

  @Test
  void publishesADuplicateOnce() {
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("copies", 5)
            .put("wait", true);

    var id = control.happen(order).get(0);

    control.awaitPublished(id);
    assertThat(control.timesPublished(id)).isEqualTo(1);
  }

  @Test
  void publishesAStreamWithTwoIdsOnce() {
    var stream = new JsonObject().put("id", "777001");

    var first = control.happen("stream.online", "hubveteran", stream).get(0);
    control.awaitPublished(first);
    var second = control.happen("stream.online", "hubveteran", stream).get(0);
    control.awaitDelivery(second, "delivered");

    assertThat(control.published(second)).isEmpty();
  }

  @Test
  void ignoresAForgedSignature() {
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("signature", "forged");
    var before = demo.metric("sev_webhook_callbacks_total{outcome=\"bad_signature\"}");

    var id = control.happen(order).get(0);

    assertThat(control.awaitAnswer(id)).isEqualTo(403);
    assertThat(control.published(id)).isEmpty();
    assertThat(demo.metric("sev_webhook_callbacks_total{outcome=\"bad_signature\"}"))
        .isGreaterThan(before);
  }

  @Test
  void ignoresAnOldTimestamp() {
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("timestamp", "2020-01-01T00:00:00Z");

    var id = control.happen(order).get(0);

    assertThat(control.awaitAnswer(id)).isEqualTo(400);
    assertThat(control.published(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 429, 500, 503})
  void losesNoEventWhilePusherFails(int status) {
    control.addFault("pusher", "status", new JsonObject().put("status", status));
    var id = happen();
    assertThat(control.awaitAnswer(id)).isEqualTo(503);

    control.clearFaults();

    control.awaitDelivery(id, "delivered");
    assertThat(control.timesPublished(id)).isEqualTo(1);
  }

  @Test
  void losesNoEventToAUsedUpQuota() {
    var fault = report("25a-pusher-413-quota.json");
    control.addFault("pusher", fault.getString("mode"), fault);
    var ids = IntStream.range(0, 30).mapToObj(i -> happen()).toList();
    // All at once: a longer fault would outlast Twitch's attempts.
    assertThat(control.awaitAnswers(ids)).containsOnly(503);
    var health = URI.create("http://localhost:%d/health/ready".formatted(demo.managementPort()));
    assertThat(HttpCalls.get(health).body())
        .contains("degraded", "Pusher refuses events within its limits (413");

    control.clearFaults();

    ids.forEach(id -> control.awaitDelivery(id, "delivered"));
    assertThat(ids).allSatisfy(id -> assertThat(control.timesPublished(id)).isEqualTo(1));
    assertThat(recentIds("")).containsAll(ids);
    assertThat(HttpCalls.get(health).body()).contains("Pusher accepts our credentials");
  }

  @Test
  void losesNoEventWhilePusherIsSlow() {
    control.addFault("pusher", "slow", new JsonObject().put("ms", 1_500));
    var id = happen();

    assertThat(control.isDeliveredAtOnce(id)).isFalse();
    assertThat(control.timesPublished(id)).isEqualTo(1);
  }

  @Test
  void losesNoEventWhenPusherHangsUpAfterAccepting() {
    control.addFault("pusher", "drop", new JsonObject().put("times", 1).put("path", "events"));

    var id = happen();

    control.awaitDelivery(id, "delivered");
    assertThat(control.timesPublished(id)).isPositive();
  }

  @Test
  void keepsUpWithABurst() {
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("count", 300)
            .put("wait", true);

    var ids = control.happen(order);

    var published = control.publishes().stream().map(it -> it.data().getString("id")).toList();
    assertThat(published).filteredOn(ids::contains).containsExactlyInAnyOrderElementsOf(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "notification_failures_exceeded, could not be delivered",
    "user_removed, account no longer exists",
    "version_removed, retired this kind of event",
    "authorization_revoked, permission was withdrawn",
    "something_new, No longer coming in"
  })
  void tellsThePageOfARevocation(String reason, String inWords) {
    viewer.send("PUT", "/api/streamers/tfue/watch");
    control.awaitSubscriptions("tfue", 8);
    var order =
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", "tfue")
            .put("subscriptionType", "stream.online")
            .put("reason", reason);

    var id = control.happen(order).get(0);

    var publish = control.awaitPublished(id);
    assertThat(publish.channel()).isEqualTo("tfue");
    assertThat(publish.data().getString("headline")).contains("stream start and end", inWords);
    // A new watch creates the subscription again.
    viewer.send("PUT", "/api/streamers/tfue/watch");
    await()
        .untilAsserted(
            () ->
                assertThat(control.subscriptions("tfue"))
                    .filteredOn(it -> "enabled".equals(it.getString("status")))
                    .hasSize(8));
  }

  @Test
  void findsStreamersByAPartOfTheirName() {
    var found = viewer.json("GET", "/api/streamers?query=hubvet").getJsonArray("streamers");

    assertThat(found.getJsonObject(0).getString("login")).isEqualTo("hubveteran");
  }

  @Test
  void returnsLiveStreamersOfAList() {
    var streams =
        viewer
            .json("GET", "/api/streams?logins=BraveGoose,mossandmortar,nobody_at_all")
            .getJsonArray("streams");

    assertThat(streams)
        .extracting(
            it -> ((JsonObject) it).getString("login"),
            it -> ((JsonObject) it).getJsonObject("stream").getBoolean("live"))
        .containsExactly(tuple("bravegoose", true), tuple("mossandmortar", false));
  }

  @Test
  void reportsAnUnknownStreamer() {
    var answer = viewer.send("PUT", "/api/streamers/nobody_at_all/watch");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("There is no streamer called “nobody_at_all” on Twitch. Check the spelling.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "t%C3%BCte", "%3Cscript%3E", "x234567890123456789012345678"})
  void refusesAnInvalidLogin(String name) {
    var answer = viewer.send("PUT", "/api/streamers/" + name + "/watch");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.body()).contains("expected 1 to 25 letters, digits or underscores");
  }

  @ParameterizedTest
  @CsvSource({"status, nightowlchess", "slow, saltwaterkeys"})
  void opensAPageWhileTwitchIsDownAndSubscribesLater(String mode, String streamer) {
    control.addFault("helix", mode, new JsonObject().put("status", 503).put("ms", 60_000));

    var watch = viewer.json("PUT", "/api/streamers/%s/watch".formatted(streamer));

    assertThat(watch.getJsonObject("streamer").getString("login")).isEqualTo(streamer);
    assertThat(watch.getJsonObject("streamer").getString("id")).isEmpty();
    assertThat(watch.getJsonArray("channels")).containsExactly(streamer);
    assertThat(watch.getJsonObject("subscriptions").getJsonArray("refused"))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat((JsonObject) it)
                    .contains(
                        entry("cause", "later"),
                        entry(
                            "reason",
                            "Twitch is not responding at the moment. Events will follow once Twitch"
                                + " responds.")));
    var page = demo.listener(streamer);
    control.clearFaults();
    control.awaitSubscriptions(streamer, 8);
    page.close();
  }

  @Test
  void answersChallengesWhileHelixIsSilent() {
    control.addFault(
        "helix",
        "drop",
        new JsonObject().put("method", "POST").put("path", "eventsub/subscriptions"));

    viewer.send("PUT", "/api/streamers/orbitaltea/watch");

    control.awaitSubscriptions("orbitaltea", 8);
    control.clearFaults();
    var id = control.happen("channel.update", "orbitaltea", new JsonObject()).get(0);
    assertThat(control.awaitPublished(id).channel()).isEqualTo("orbitaltea");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        viewer
                            .json("PUT", "/api/streamers/orbitaltea/watch")
                            .getJsonObject("subscriptions")
                            .getJsonArray("active"))
                    .hasSize(7));
  }

  @Test
  void renewsARejectedAppToken() {
    control.expireTokens();

    assertThat(viewer.send("PUT", WATCH).statusCode()).isEqualTo(200);
  }

  @Test
  void acceptsARenewalWhileTwitchIsDown() {
    viewer.send("PUT", WATCH);
    control.addFault("helix", "status", new JsonObject().put("status", 503));

    assertThat(viewer.send("POST", WATCH).statusCode()).isEqualTo(204);
  }

  @Test
  void refusesAWatchWithoutASession() {
    var stranger = demo.visitor();

    assertThat(stranger.send("PUT", WATCH).statusCode()).isEqualTo(401);
    assertThat(stranger.get("/api/streamers?query=hub").statusCode()).isEqualTo(401);
    assertThat(stranger.get("/api/streamers/hubveteran/events").statusCode()).isEqualTo(401);
  }

  @Test
  void authorisesThePrivateChannelOnlyForItsOwner() {
    assertThat(authorise(viewer, "private-tfue").statusCode()).isEqualTo(200);
    assertThat(new JsonObject(authorise(viewer, "private-tfue").body()).getString("auth"))
        .startsWith("sandbox-key:");
    assertThat(authorise(viewer, "private-hubveteran").statusCode()).isEqualTo(403);
    assertThat(authorise(demo.visitor(), "private-tfue").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> authorise(PageVisitor visitor, String channel) {
    return visitor.post(
        "/api/pusher/auth",
        "application/x-www-form-urlencoded",
        "socket_id=1.2&channel_name=" + channel);
  }

  private static JsonObject report(String file) {
    try (var in = WatchStreamerIT.class.getResourceAsStream("/reports/" + file)) {
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void returnsWhatTwitchSentOnRequestOnly() {
    var id = happenAndWait();

    var event = viewer.json("GET", "/api/streamers/hubveteran/events/" + id);

    assertThat(event.getJsonObject("body").getString("broadcaster_user_login"))
        .isEqualTo("hubveteran");
    assertThat(event.getJsonObject("details").getString("action")).isEqualTo("channel.changed");
    assertThat(control.awaitPublished(id).data().fieldNames()).doesNotContain("body");
    assertThat(viewer.send("GET", "/api/streamers/hubveteran/events").body())
        .doesNotContain("broadcaster_user_login");
  }

  private static String happen() {
    return control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }

  private static String happenAndWait() {
    var id = happen();
    control.awaitPublished(id);
    return id;
  }

  private static List<String> recentIds(String query) {
    return viewer
        .json("GET", "/api/streamers/hubveteran/events" + query)
        .getJsonArray("events")
        .stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("id"))
        .toList();
  }
}

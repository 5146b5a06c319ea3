package dev.streamviewer.demo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists of a home page, and overlays, from a sign-in to events, in the whole product. */
class HomeAndOverlayIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static TestDemo demo;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void listsFollowedStreamsAfterTheConsent() {
    var visitor = demo.visitor();
    visitor.signIn("marlowe_watches");
    assertThat(visitor.json("GET", "/api/streams?list=followed"))
        .isEqualTo(
            new JsonObject()
                .put("streams", new JsonArray())
                .put("consent", false)
                .put("eventsWait", false));

    visitor.signIn("marlowe_watches", "?follows=true");

    var followed = visitor.json("GET", "/api/streams?list=followed");
    assertThat(followed.getBoolean("consent")).isTrue();
    assertThat(logins(followed))
        .containsExactly("tfue", "cafeypixeles", "nightowlchess", "saltwaterkeys");
  }

  @Test
  void listsPopularStreamsCategoriesRecordingsAndSchedules() {
    var visitor = demo.visitor();
    visitor.signIn("juniper_k");

    assertThat(logins(visitor.json("GET", "/api/streams?list=popular&language=de")))
        .containsExactly("klabauterfunk", "frauholle3d");
    var states = visitor.json("GET", "/api/streams?logins=tfue,hubveteran,no_such_user");
    assertThat(logins(states)).containsExactly("tfue", "hubveteran");
    var categories = visitor.json("GET", "/api/categories").getJsonArray("categories");
    assertThat(categories.getJsonObject(0).getString("name")).isEqualTo("Just Chatting");
    var videos = visitor.json("GET", "/api/streamers/tfue/videos").getJsonArray("videos");
    assertThat(videos).hasSize(4);
    var schedule = visitor.json("GET", "/api/streamers/tfue/schedule").getJsonArray("streams");
    assertThat(schedule).hasSize(4);
    // On a busy machine the first answer may come before Twitch's.
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              var suggestion = visitor.json("GET", "/api/streamers?query=nightowl");
              assertThat(suggestion.getJsonArray("streamers"))
                  .first()
                  .extracting(it -> ((JsonObject) it).getInteger("viewers"))
                  .isEqualTo(6_730);
            });
  }

  @Test
  void showsPrivateEventsToTheBroadcastersOverlayUntilTheWithdrawal() {
    var broadcaster = demo.visitor();
    broadcaster.signIn("kettle_and_code", "?own=true&groups=community");
    var token = overlay(broadcaster, "kettle_and_code");
    broadcaster.send("POST", "/api/auth/logout");
    var source = demo.visitor();

    var opened = new JsonObject(call(source, token, "PUT", "kettle_and_code/watch").body());

    assertThat(opened.getJsonArray("channels"))
        .containsExactly("kettle_and_code", "private-kettle_and_code");
    demo.control().awaitSubscription("kettle_and_code", "channel.follow");
    var id = demo.control().happen("channel.follow", "kettle_and_code", new JsonObject()).get(0);
    demo.control().awaitPublished(id);
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(call(source, token, "GET", "kettle_and_code/events").body())
                    .contains(id));
    assertThat(call(source, token, "GET", "tfue/events").statusCode()).isEqualTo(403);
    assertThat(source.cookies()).isEmpty();

    broadcaster.signIn("kettle_and_code");
    broadcaster.send("DELETE", "/api/overlay-tokens/kettle_and_code");

    assertThat(call(source, token, "GET", "kettle_and_code/events").statusCode()).isEqualTo(401);
    assertThat(call(source, token, "POST", "kettle_and_code/watch").statusCode()).isEqualTo(401);
  }

  @Test
  void endsTheOverlaysOfAViewerWhoDisconnectsAtTwitch() {
    var broadcaster = demo.visitor();
    broadcaster.signIn("tfue", "?own=true&groups=community");
    broadcaster.send("PUT", "/api/streamers/tfue/watch");
    demo.control().awaitSubscription("tfue", "channel.follow");
    var token = overlay(broadcaster, "tfue");
    var source = demo.visitor();
    assertThat(call(source, token, "GET", "tfue/events").statusCode()).isEqualTo(200);

    demo.control().withdraw("tfue");

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(call(source, token, "GET", "tfue/events").statusCode()).isEqualTo(401));
  }

  private static String overlay(PageVisitor visitor, String streamer) {
    var response =
        visitor.post(
            "/api/overlay-tokens", "application/x-www-form-urlencoded", "streamer=" + streamer);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body()).getString("token");
  }

  private static HttpResponse<String> call(
      PageVisitor source, String token, String method, String path) {
    return source.send(method, "/api/streamers/" + path, "Authorization", "Bearer " + token);
  }

  private static List<String> logins(JsonObject found) {
    return found.getJsonArray("streams").stream()
        .map(stream -> ((JsonObject) stream).getString("login"))
        .toList();
  }
}

package dev.streamviewer.demo.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests a subscriber at a WebSub hub, from the request to the event at Pusher and to the end of the
 * subscription.
 */
class WebSubIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Listeners are reported every minute; no subscription ends before the first report. */
  private static final Duration FIRST_OCCUPANCY_REPORT = Duration.ofMinutes(1);

  /** Shorter than the time after which an unwatched streamer is forgotten. */
  private static final Duration WATCHED_FOR = Duration.ofMinutes(4);

  private static TestClock clock;
  private static TestDemo demo;
  private static SandboxControl control;

  @BeforeAll
  static void start() {
    clock = TestClock.running();
    demo = TestDemo.startWithHub(clock);
    control = demo.control();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void calm() {
    control.hub().order("PUT", "lease", new JsonObject());
  }

  @Test
  void deliversNotificationsSignedByAnyStrongMethod() {
    var topic = subscribed("hubveteran");
    assertThat(control.hub().exchanges("subscribe", topic))
        .allMatch(it -> it.getInteger("status") == 200);

    Stream.of("sha256", "sha384", "sha512")
        .forEach(
            method -> {
              var stream = new JsonObject().put("id", "by-" + method).put("title", "By a hub");
              var order =
                  new JsonObject()
                      .put("streamer", "hubveteran")
                      .put("stream", stream)
                      .put("method", method);
              var id = publish(order);
              var event = control.awaitPublished(id);
              assertThat(event.channel()).isEqualTo("hubveteran");
              assertThat(event.name()).isEqualTo("stream.online");
              assertThat(event.data().getJsonObject("details").getJsonObject("object"))
                  .isEqualTo(new JsonObject().put("kind", "stream").put("id", "by-" + method));
            });
    var ended = publish(new JsonObject().put("streamer", "hubveteran"));
    assertThat(control.awaitPublished(ended).name()).isEqualTo("stream.offline");
  }

  @Test
  void explainsTheRefusalOfSha1ToTheHub() {
    var topic = subscribed("hubveteran");

    var id = publish(new JsonObject().put("streamer", "hubveteran").put("method", "sha1"));

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.hub().exchanges("publish", topic))
                    .filteredOn(it -> id.equals(it.getString("id")))
                    .singleElement()
                    .matches(it -> it.getInteger("status") == 403));
    assertThat(control.timesPublished(id)).isZero();
  }

  @Test
  void refusesAnUnrequestedTopic() {
    var topic = subscribed("hubveteran");
    var callback = control.hub().callback(topic);
    for (var mode : new String[] {"subscribe", "unsubscribe"}) {
      var unknown = verify(callback, mode, topic + "0");

      assertThat(unknown.statusCode()).as(mode).isEqualTo(404);
      assertThat(unknown.body()).doesNotContain("the-challenge");
    }
    assertThat(verify(callback, "unsubscribe", topic).statusCode()).isEqualTo(404);
    assertThat(control.hub().topics()).contains(topic);
  }

  @Test
  void givesUpADeniedTopic() {
    var topic = subscribed("mossandmortar");
    var callback = control.hub().callback(topic);

    control
        .hub()
        .order(
            "POST",
            "deny",
            new JsonObject().put("streamer", "mossandmortar").put("reason", "closed"));

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.hub().exchanges("denied", topic))
                    .singleElement()
                    .matches(it -> it.getInteger("status") == 200));
    assertThat(verify(callback, "subscribe", topic).statusCode()).isEqualTo(404);
    assertThat(verify(callback, "unsubscribe", topic).statusCode()).isEqualTo(404);
    assertThat(control.hub().topics()).doesNotContain(topic);
  }

  @Test
  void renewsALeaseAtHalfTimeEvenIfTheHubLostIt() {
    control.hub().order("PUT", "lease", new JsonObject().put("seconds", 600));
    var topic = subscribed("nightowlchess");
    clock.advance(WATCHED_FOR);
    assertThat(subscribed("nightowlchess")).isEqualTo(topic);
    assertThat(control.hub().exchanges("subscribe", topic)).hasSize(1);
    var ended =
        control.hub().order("POST", "end", new JsonObject().put("streamer", "nightowlchess"));
    assertThat(ended.getInteger("ended")).isEqualTo(1);
    assertThat(control.hub().topics()).doesNotContain(topic);

    clock.advance(Duration.ofSeconds(301).minus(WATCHED_FOR));

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.hub().exchanges("subscribe", topic))
                    .hasSize(2)
                    .allMatch(it -> it.getInteger("status") == 200));
    await().atMost(TIMEOUT).until(() -> control.hub().topics().contains(topic));
  }

  @Test
  void unsubscribesFromUnwatchedStreamers() {
    var topic = subscribed("saltwaterkeys");

    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(FIRST_OCCUPANCY_REPORT.plus(TIMEOUT))
        .until(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              return !control.hub().topics().contains(topic);
            });

    assertThat(control.hub().exchanges("unsubscribe", topic))
        .first()
        .matches(it -> it.getInteger("status") == 200);
  }

  private static String subscribed(String streamer) {
    var topic = "https://api.twitch.tv/helix/streams?user_id=" + control.idOf(streamer);
    var visitor = demo.visitor();
    visitor.signIn("tfue");
    assertThat(visitor.send("PUT", "/api/streamers/%s/watch".formatted(streamer)).statusCode())
        .isEqualTo(200);
    await("the topic of " + streamer)
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(control.hub().topics()).contains(topic));
    return topic;
  }

  private static String publish(JsonObject order) {
    return control.hub().order("POST", "publish", order).getJsonArray("messages").getString(0);
  }

  private static HttpResponse<String> verify(String callback, String mode, String topic) {
    var query =
        "&hub.mode=%s&hub.topic=%s&hub.challenge=the-challenge&hub.lease_seconds=864000"
            .formatted(mode, URLEncoder.encode(topic, UTF_8));
    return HttpCalls.get(URI.create(callback + query));
  }
}

package dev.streamviewer.demo.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.demo.websub.TopicKeys;
import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays requests that other tools made, byte for byte, with the clock set to the time of each
 * request. The hub of 2020 knew no secret of a topic, so only its request is signed again.
 */
class RecordedRequestsIT {
  private static final String EVENT_SUB = "/recorded/eventsub-recorded.jsonl";
  private static final String WEB_SUB = "/recorded/websub-captured.jsonl";

  /** Headers that Java's client writes itself. */
  private static final Set<String> OWN_HEADERS = Set.of("content-length", "user-agent");

  /** Types whose events are public; all other types belong to the broadcaster alone. */
  private static final Set<String> PUBLIC =
      Set.of("stream.online", "stream.offline", "channel.update", "channel.raid");

  private static TestDemo demo;
  private static TestDemo hubDemo;

  record Recorded(String name, JsonObject line) {
    String header(String name) {
      return headers()
          .filter(it -> it.getString(0).equalsIgnoreCase(name))
          .map(it -> it.getString(1))
          .findFirst()
          .orElseThrow();
    }

    Stream<JsonArray> headers() {
      return line.getJsonArray("headers").stream().map(JsonArray.class::cast);
    }

    String body() {
      return line.getString("body");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> notifications() {
    return load(EVENT_SUB).filter(it -> it.name().startsWith("notification"));
  }

  static Stream<Recorded> challenges() {
    return load(EVENT_SUB).filter(it -> it.name().startsWith("webhook_callback_verification"));
  }

  static Stream<Recorded> revocations() {
    return load(EVENT_SUB).filter(it -> it.name().startsWith("revocation"));
  }

  static Stream<Recorded> webSub() {
    return load(WEB_SUB);
  }

  @BeforeAll
  static void start() {
    var first = load(EVENT_SUB).findFirst().orElseThrow();
    var then = Instant.parse(first.header("Twitch-Eventsub-Message-Timestamp"));
    var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), then));
    demo = TestDemo.start(Map.of("WEBHOOK_SECRET", first.line().getString("secret")), clock);
    var hub = load(WEB_SUB).findFirst().orElseThrow();
    hubDemo =
        TestDemo.startWithHub(
            Map.of("WEBHOOK_SECRET", hub.line().getString("secret")), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    demo.close();
    hubDemo.close();
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void everyNotificationReachesPusher(Recorded recorded) {
    var answer = replay(demo, recorded);

    assertThat(answer.statusCode()).isEqualTo(204);
    var id = recorded.header("Twitch-Eventsub-Message-Id");
    var type = recorded.header("Twitch-Eventsub-Subscription-Type");
    var login = type.startsWith("user.") ? "testfromuser" : "tfue";
    var publish = demo.control().awaitPublished(id);
    assertThat(publish.name()).isEqualTo(type);
    assertThat(publish.channel()).isEqualTo(PUBLIC.contains(type) ? login : "private-" + login);
    assertThat(publish.data().getString("type")).isEqualTo(type);
    assertThat(publish.data().getString("headline")).isNotBlank();
    assertThat(publish.data().getJsonObject("streamer").getString("login")).isEqualTo(login);
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void acknowledgesAndDropsAReplayedNotification(Recorded recorded) {
    var id = recorded.header("Twitch-Eventsub-Message-Id");
    replay(demo, recorded);

    assertThat(replay(demo, recorded).statusCode()).isEqualTo(204);

    demo.control().awaitPublished(id);
    assertThat(demo.control().timesPublished(id)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("challenges")
  void answersAChallengeAsTwitchDemands(Recorded recorded) {
    var answer = replay(demo, recorded);

    var challenge = new JsonObject(recorded.body()).getString("challenge");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(challenge);
    assertThat(answer.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(challenge.length()));
    assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/pla");
    assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("revocations")
  void showsARevocationOnThePage(Recorded recorded) {
    assertThat(replay(demo, recorded).statusCode()).isEqualTo(204);

    var publish = demo.control().awaitPublished(recorded.header("Twitch-Eventsub-Message-Id"));
    assertThat(publish.channel()).isEqualTo("tfue");
    assertThat(publish.name()).isEqualTo("revocation");
  }

  @ParameterizedTest
  @MethodSource("webSub")
  void deliversNotificationsOfTheHubOf2020(Recorded recorded) {
    var topic = "https://api.twitch.tv/helix/streams?user_id=503254";
    assertThat(recorded.header("link")).contains(topic);
    var keys = TopicKeys.of(recorded.line().getString("secret"), topic);
    var signature = TopicKeys.sign("sha256", keys.secret(), recorded.body());

    var asItCame = replay(hubDemo, recorded);
    var signedAnew =
        HttpCalls.untilAvailable(
            () ->
                HttpCalls.send(
                    request(keys.callback(hubDemo.url()), recorded)
                        .setHeader("x-hub-signature", signature)));

    assertThat(asItCame.statusCode()).isEqualTo(404);
    assertThat(signedAnew.statusCode()).isEqualTo(204);
    var publish = hubDemo.control().awaitPublished(recorded.header("twitch-notification-id"));
    assertThat(publish.channel()).isEqualTo("hubveteran");
    assertThat(publish.name()).isEqualTo("stream.offline");
  }

  private static HttpResponse<String> replay(TestDemo demo, Recorded recorded) {
    return HttpCalls.untilAvailable(
        () -> HttpCalls.send(request(demo.url().resolve("/api/callback"), recorded)));
  }

  private static HttpRequest.Builder request(URI callback, Recorded recorded) {
    var request = HttpRequest.newBuilder(callback).POST(BodyPublishers.ofString(recorded.body()));
    recorded
        .headers()
        .filter(it -> !OWN_HEADERS.contains(it.getString(0).toLowerCase()))
        .forEach(it -> request.header(it.getString(0), it.getString(1)));
    return request;
  }

  private static Stream<Recorded> load(String file) {
    try (InputStream lines = RecordedRequestsIT.class.getResourceAsStream(file)) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonObject::new)
          .map(line -> new Recorded(line.getString("name"), line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

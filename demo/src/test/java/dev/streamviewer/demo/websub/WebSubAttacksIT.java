package dev.streamviewer.demo.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.demo.websub.ScriptedHub.Request;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests forged, replayed and redirected requests in the name of a WebSub hub. */
class WebSubAttacksIT {
  private static final String SECRET = "the-secret-of-the-deployment";
  private static final String OFFLINE = "{\"data\":[]}";

  private static final TestClock clock = TestClock.running();
  private static ScriptedHub hub;
  private static TestDemo demo;
  private static TestDemo withoutHub;

  @BeforeAll
  static void start() {
    hub = ScriptedHub.start();
    demo = TestDemo.start(Map.of("WEBHOOK_SECRET", SECRET, "WEBSUB_HUB_URL", hub.url()), clock);
    withoutHub = TestDemo.start(Map.of("WEBHOOK_SECRET", SECRET), clock);
  }

  @AfterAll
  static void stop() {
    demo.close();
    withoutHub.close();
    hub.close();
  }

  @Test
  void refusesHubMessagesWithoutAHub() {
    var topic = topicOf("hubveteran");
    var callback = TopicKeys.of(SECRET, topic).callback(withoutHub.url());
    for (var key : List.of(SECRET, TopicKeys.of(SECRET, topic).secret())) {
      for (var method : List.of("sha1", "sha256")) {
        var answer = HubCalls.post(callback, topic, TopicKeys.sign(method, key, OFFLINE), OFFLINE);

        assertProblem(answer, 404, "No WebSub hub is configured here");
      }
    }
    for (var mode : List.of("subscribe", "unsubscribe", "denied")) {
      assertProblem(
          HubCalls.ask(callback, mode, topic, 864_000), 404, "No WebSub hub is configured here");
    }
  }

  @Test
  void keepsTheWebhookSecretFromTheHub() {
    var request = requestFor("hubveteran");

    assertThat(request.secret()).isNotEqualTo(SECRET);
    var answer = postEventSub(request.secret());
    assertProblem(answer, 403, "The signature does not match");
  }

  @Test
  void usesASecretAndACallbackPerTopic() {
    for (var streamer : List.of("hubveteran", "saltwaterkeys")) {
      var keys = TopicKeys.of(SECRET, topicOf(streamer));

      assertThat(requestFor(streamer).secret()).isEqualTo(keys.secret());
      assertThat(requestFor(streamer).callback()).isEqualTo(keys.callback(demo.url()));
    }
  }

  @Test
  void refusesVerificationsByStrangers() {
    var topic = topicOf("mossandmortar");
    var request = requestFor("mossandmortar");
    for (var stranger : guessedCallbacks("mossandmortar")) {
      for (var mode : List.of("subscribe", "unsubscribe", "denied")) {
        assertProblem(HubCalls.ask(stranger, mode, topic, 600), 404, "No such subscription");
      }
    }

    var confirmed = HubCalls.ask(request.callback(), "subscribe", topic, 864_000);

    assertThat(confirmed.statusCode()).as("still awaited").isEqualTo(200);
    assertThat(confirmed.body()).isEqualTo("the-challenge");
    for (var stranger : guessedCallbacks("mossandmortar")) {
      for (var mode : List.of("subscribe", "unsubscribe", "denied")) {
        assertProblem(HubCalls.ask(stranger, mode, topic, 600), 404, "No such subscription");
      }
    }
    assertThat(HubCalls.ask(request.callback(), "subscribe", topic, 600).statusCode())
        .as("still active: the hub may ask again")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 299})
  void limitsRenewalsThatAHubCauses(long lease) {
    var request = requestFor("nightowlchess");

    assertProblem(
        HubCalls.ask(request.callback(), "subscribe", topicOf("nightowlchess"), lease),
        400,
        "at least 300");
  }

  @Test
  void acceptsANotificationOnlyForItsTopic() {
    var topic = topicOf("hubveteran");
    var own = requestFor("hubveteran");
    var others = topicOf("saltwaterkeys");
    var other = requestFor("saltwaterkeys");
    var signature = TopicKeys.sign("sha256", own.secret(), OFFLINE);

    assertProblem(
        HubCalls.post(own.callback(), others, signature, OFFLINE), 404, "No such subscription");
    assertProblem(
        HubCalls.post(other.callback(), others, signature, OFFLINE), 403, "does not match");
    assertProblem(
        HubCalls.post(other.callback(), topic, signature, OFFLINE), 404, "No such subscription");
    var accepted =
        HttpCalls.untilAvailable(() -> HubCalls.post(own.callback(), topic, signature, OFFLINE));
    assertThat(accepted.statusCode()).isEqualTo(204);
  }

  @Test
  void acceptsAStreamOnlyForItsTopic() {
    var topic = topicOf("hubveteran");
    var request = requestFor("hubveteran");
    var others = HubCalls.stream(demo.control().idOf("saltwaterkeys"));
    var own = HubCalls.stream(demo.control().idOf("hubveteran"));

    assertProblem(
        HubCalls.post(request, topic, "sha256", others),
        403,
        "The stream in data[0] is another streamer's");
    var accepted = HttpCalls.untilAvailable(() -> HubCalls.post(request, topic, "sha256", own));
    assertThat(accepted.statusCode()).isEqualTo(204);
  }

  @Test
  void requiresTheTokenOfTheCallback() {
    var topic = topicOf("hubveteran");
    var request = requestFor("hubveteran");
    var signature = TopicKeys.sign("sha256", request.secret(), OFFLINE);

    for (var stranger : guessedCallbacks("hubveteran")) {
      assertProblem(
          HubCalls.post(stranger, topic, signature, OFFLINE), 404, "No such subscription");
    }
  }

  @Test
  void refusesSha1() {
    var request = requestFor("hubveteran");

    assertProblem(
        HubCalls.post(request, topicOf("hubveteran"), "sha1", OFFLINE),
        403,
        "expected sha256, sha384 or sha512");
  }

  private static Request requestFor(String streamer) {
    return hub.awaitSubscription(demo, streamer);
  }

  private static String topicOf(String streamer) {
    return "https://api.twitch.tv/helix/streams?user_id=" + demo.control().idOf(streamer);
  }

  /** Returns callbacks that an attacker without any knowledge may try. */
  private static List<URI> guessedCallbacks(String streamer) {
    var callback = demo.url().resolve("/api/callback");
    var keys = TopicKeys.of(SECRET, topicOf(streamer));
    var foreign = TopicKeys.of("the-secret-of-another", topicOf(streamer));
    var unrelated = TopicKeys.of(SECRET, topicOf("tfue"));
    return List.of(
        callback,
        URI.create(callback + "?websub="),
        URI.create(callback + "?websub=" + keys.token().substring(1)),
        URI.create(callback + "?websub=" + keys.secret()),
        foreign.callback(demo.url()),
        unrelated.callback(demo.url()));
  }

  private static HttpResponse<String> postEventSub(String secret) {
    var id = UUID.randomUUID().toString();
    var at = clock.instant().toString();
    var body =
        "{\"subscription\":{\"type\":\"stream.online\",\"condition\":{}},"
            + "\"event\":{\"id\":\"1\",\"broadcaster_user_id\":\"1\"}}";
    return HttpCalls.send(
        HttpRequest.newBuilder(demo.url().resolve("/api/callback"))
            .header("Content-Type", "application/json")
            .header("Twitch-Eventsub-Message-Id", id)
            .header("Twitch-Eventsub-Message-Timestamp", at)
            .header("Twitch-Eventsub-Message-Type", "notification")
            .header(
                "Twitch-Eventsub-Message-Signature",
                TopicKeys.sign("sha256", secret, id + at + body))
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String sentence) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()).getString("detail")).contains(sentence);
    assertThat(answer.body()).doesNotContain("the-challenge", SECRET);
  }
}

package dev.streamviewer.webhook.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.websub.HubCredentials;
import dev.streamviewer.webhook.websub.WebSubConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests notifications of a WebSub hub: their signatures, topics and callback tokens. */
class WebSubReceiverTest extends ReceivedWebhooks {
  static Stream<RecordedRequest> webSub() {
    return RecordedRequest.webSub();
  }

  @ParameterizedTest
  @MethodSource("webSub")
  void acceptsNotificationsThatTwitchsHubSentIn2020(RecordedRequest recorded) {
    assertThat(receive(ofHub("503254", recorded))).isEqualTo(WebhookVerdict.accepted());

    var event = delivered.get(0);
    assertThat(event.type()).isEqualTo("stream.offline");
    assertThat(event.streamer().login()).isEqualTo("hubveteran");
    assertThat(event.headline()).isEqualTo("HubVeteran went offline");
    assertThat(event.id()).isEqualTo("0dbbbda0-3c05-4aa0-aed1-c98fa6d9807e");
  }

  @ParameterizedTest
  @MethodSource("webSub")
  void refusesAChangedWebSubBody(RecordedRequest recorded) {
    var genuine = ofHub("503254", recorded);
    var forged =
        new WebhookDelivery(
            genuine.headers(), Buffer.buffer("{\"data\":[{}]}"), genuine.hubToken());

    assertThat(receive(forged).status()).isEqualTo(403);
    assertThat(receive(forged).text()).contains("does not match");
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesHubNotificationsIfNoHubIsConfigured(Vertx vertx) {
    var message = ofHub("503254", "sha256", "{\"data\":[]}");
    hub = Optional.empty();
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));

    assertThat(receive(message).status()).isEqualTo(404);
    assertThat(receive(message).text()).contains("No WebSub hub is configured");
    assertThat(delivered).isEmpty();
    assertThat(count("not_ours")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha384", "sha512"})
  void acceptsAllSignatureMethodsOfAHub(String method) {
    var body = "{\"data\":[{\"id\":\"9\",\"user_id\":\"503254\"}]}";

    assertThat(receive(ofHub("503254", method, body))).isEqualTo(WebhookVerdict.accepted());

    assertThat(delivered.get(0).type()).isEqualTo("stream.online");
    assertThat(delivered.get(0).streamer().login()).isEqualTo("hubveteran");
  }

  @Test
  void refusesSha1WithTheAcceptedMethods() {
    var verdict = receive(ofHub("503254", "sha1", "{\"data\":[]}"));

    assertThat(verdict.status()).isEqualTo(403);
    assertThat(verdict.text()).contains("expected sha256, sha384 or sha512");
    assertThat(count("bad_signature")).isEqualTo(1);
  }

  @Test
  void refusesANotificationOfAnotherTopic() {
    var recorded = ofHub("503254", "sha256", "{\"data\":[]}");
    var other = "60978448";
    var relabelled =
        new WebhookDelivery(
            hubHeaders(other, recorded.header("x-hub-signature").get(0)),
            recorded.body(),
            recorded.hubToken());
    var redirected =
        new WebhookDelivery(
            relabelled.headers(), recorded.body(), credentials(SECRET, other).token());

    assertThat(receive(relabelled).status()).as("at the callback of its topic").isEqualTo(404);
    assertThat(receive(redirected).status()).as("at the other callback").isEqualTo(403);
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"user_id\":\"60978448\"}]",
        "[{\"user_id\":503254}]",
        "[{}]",
        "[{},{\"user_id\":\"503254\"}]"
      })
  void refusesAStreamOfAnotherTopic(String data) {
    var verdict = receive(ofHub("503254", "sha256", "{\"data\":" + data + "}"));

    assertThat(verdict.status()).isEqualTo(403);
    assertThat(verdict.text()).contains("another streamer's", "user_id 503254");
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[5]", "[null]", "{}", "null"})
  void refusesHubDataWithoutAStream(String data) {
    assertThat(receive(ofHub("503254", "sha256", "{\"data\":" + data + "}")).status())
        .isEqualTo(400);
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesANotificationWithoutItsCallbackToken() {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    for (var token : new Secret[] {null, new Secret(""), new Secret("guessed")}) {
      var verdict = receive(new WebhookDelivery(genuine.headers(), genuine.body(), token));

      assertThat(verdict.status()).isEqualTo(404);
      assertThat(verdict.text()).contains("No such subscription");
    }
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesAHubNotificationSignedWithTheWebhookSecret() {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    var headers = hubHeaders("503254", "sha256=" + hmac("{\"data\":[]}"));

    assertThat(receive(new WebhookDelivery(headers, genuine.body(), genuine.hubToken())).status())
        .isEqualTo(403);
  }

  @Test
  void refusesAnEventSubMessageSignedWithATopicSecret() {
    var body = body("channel.cheer", "\"event\":{\"bits\":5}");
    var secret = credentials(SECRET, "503254").secret();
    var signature = "sha256=" + hmac("HmacSHA256", secret, "m1" + NOW + body);

    assertThat(receive(with(signed("m1", "notification", body), "signature", signature)).status())
        .isEqualTo(403);
  }

  @Test
  void acceptsTheHubsPreviousSecretDuringARotation(Vertx vertx) {
    var message = ofHub("503254", "sha256", "{\"data\":[]}");
    var rotating = new HubCredentials(List.of(new Secret("the-new-secret-1"), SECRET));
    hub = hub.map(it -> new WebSubConfig(it.hub(), it.topics(), it.callback(), rotating));
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));

    assertThat(receive(message)).isEqualTo(WebhookVerdict.accepted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://api.twitch.tv/helix/streams?user_id=>",
        "<https://api.twitch.tv/helix/streams?user_id=1&user_id=2>",
        "<https://evil.test/streams?user_id=503254>",
        "<callback https://api.twitch.tv/helix/streams?user_id=503254>"
      })
  void refusesUnknownTopics(String topic) {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    var headers = new HashMap<>(genuine.headers());
    headers.put("link", List.of(topic + "; rel=\"self\""));

    assertThat(receive(new WebhookDelivery(headers, genuine.body(), genuine.hubToken())).status())
        .isEqualTo(404);
  }

  /** A captured notification with a current signature for this hub. */
  private static WebhookDelivery ofHub(String streamerId, RecordedRequest recorded) {
    var signed = ofHub(streamerId, "sha256", recorded.body());
    var headers = new HashMap<>(recorded.headers());
    headers.put("x-hub-signature", signed.header("x-hub-signature"));
    return new WebhookDelivery(headers, signed.body(), signed.hubToken());
  }

  private static WebhookDelivery ofHub(String streamerId, String method, String body) {
    var credentials = credentials(SECRET, streamerId);
    var algorithm = "Hmac" + method.toUpperCase(Locale.ROOT);
    var signature = method + "=" + hmac(algorithm, credentials.secret(), body);
    return new WebhookDelivery(
        hubHeaders(streamerId, signature), Buffer.buffer(body), credentials.token());
  }

  private static Map<String, List<String>> hubHeaders(String streamerId, String signature) {
    return Map.of(
        "link", List.of("<%s?user_id=%s>; rel=\"self\"".formatted(TOPICS, streamerId)),
        "twitch-notification-id", List.of("n1"),
        "x-hub-signature", List.of(signature));
  }

  /** Derives the credentials from the documentation, independently of the code. */
  private static TopicKeys credentials(Secret deployment, String streamerId) {
    var topic = TOPICS + "?user_id=" + streamerId;
    var token = HexFormat.of().parseHex(hmac("HmacSHA256", deployment, "websub callback " + topic));
    return new TopicKeys(
        new Secret(hmac("HmacSHA256", deployment, "websub " + topic)),
        new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(token)));
  }

  private record TopicKeys(Secret secret, Secret token) {}
}

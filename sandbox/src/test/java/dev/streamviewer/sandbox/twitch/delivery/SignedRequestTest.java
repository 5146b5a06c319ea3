package dev.streamviewer.sandbox.twitch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignedRequestTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "Twitch4J|7d4c39a4-10b3-4166-b1fb-56130d1f693b|2020-12-13T14:15:16.1718Z|{\"hello\":\"world\"}|2ac8d26bf60837663d8969f3cb4f22f685c8fa0a4b99d533c8bf622ed4596cc6",
        "s3cre77890ab|e76c6bd4-55c9-4987-8304-da1588d8988b|2019-11-16T10:11:12.634234626Z|{\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\"}|f0f23217866daaae5e5367206e61546901fa6bd1cd8f64cefcb136e366d64cf2",
        "s3cre77890ab|e76c6bd4-55c9-4987-8304-da1588d8988b|2019-11-16T10:11:12.634234626Z|{\"event\":{\"user_name\":\"Zoë"
            + " 日本\"}}|952f5c5460b79a2a263cbc7148c34e23aefa0a9374fb8456bfaa84e17e0a5558"
      })
  void signsIdTimestampAndBody(
      String secret, String id, String timestamp, String body, String hex) {
    assertThat(SignedRequest.signature(secret, id, timestamp, Buffer.buffer(body)))
        .isEqualTo("sha256=" + hex);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void reproducesRecordedSignaturesAndHeaders(String name, JsonObject recorded) {
    var headers = headers(recorded);
    var body = Buffer.buffer(recorded.getString("body"));
    var message =
        new EventSubNotification(
            headers.get("Twitch-Eventsub-Message-Id"),
            headers.get("Twitch-Eventsub-Message-Type"),
            headers.get("Twitch-Eventsub-Message-Timestamp"),
            Optional.of(
                subscription(
                    headers.get("Twitch-Eventsub-Subscription-Type"),
                    headers.get("Twitch-Eventsub-Subscription-Version"))),
            body);

    var sent =
        SignedRequest.signed(message, callback(recorded.getString("secret")), "webhook").headers(0);

    assertThat(sent.names()).containsExactlyInAnyOrderElementsOf(headers.keySet());
    headers.forEach(
        (header, value) -> {
          if (!header.equals("User-Agent")) {
            assertThat(sent.get(header)).as(header).isEqualTo(value);
          }
        });
  }

  @Test
  void forgesOnlyTheSignature() {
    var genuine =
        SignedRequest.signed(
            EventSubNotification.of(
                EventSubNotification.NOTIFICATION,
                subscription("stream.online", "1"),
                new JsonObject(),
                Instant.now()),
            callback("a-long-secret"),
            "webhook");

    var forged = genuine.forged();

    assertThat(forged.signature()).isNotEqualTo(genuine.signature()).hasSize(71);
    assertThat(forged.message()).isEqualTo(genuine.message());
  }

  @Test
  void omitsSubscriptionHeadersFromShardChallenges() {
    var message =
        EventSubNotification.of(
            EventSubNotification.CHALLENGE, Optional.empty(), new JsonObject(), Instant.now());

    assertThat(
            SignedRequest.signed(message, callback("a-long-secret"), "shard 0").headers(0).names())
        .noneMatch(name -> name.contains("Subscription"));
  }

  static Stream<Arguments> recorded() throws IOException {
    try (var in = SignedRequestTest.class.getResourceAsStream("/recorded/eventsub-recorded.jsonl");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(JsonObject::new)
          .map(json -> Arguments.of(json.getString("name"), json))
          .toList()
          .stream();
    }
  }

  private static Map<String, String> headers(JsonObject recorded) {
    return recorded.getJsonArray("headers").stream()
        .map(JsonArray.class::cast)
        .collect(Collectors.toMap(pair -> pair.getString(0), pair -> pair.getString(1)));
  }

  private static Webhook callback(String secret) {
    return new Webhook("http://localhost/", secret);
  }

  private static EventSubSubscription subscription(String type, String version) {
    return new EventSubSubscription(
        "id",
        "enabled",
        type,
        version,
        Map.of(),
        callback("unused"),
        EventSubSubscription.APPLICATION,
        Instant.EPOCH,
        0);
  }
}

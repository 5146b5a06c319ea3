package dev.streamviewer.benchmarks.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts signed events to the callback as Twitch does, over one persistent connection.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/">Handling webhook
 *     events</a>
 */
final class TwitchCallback {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String HEADER = "Twitch-Eventsub-Message-";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI callback;
  private final String secret;

  /**
   * A message with a 2xx answer.
   *
   * @param began the time just before the first byte was sent, in milliseconds since 1970
   * @param milliseconds the time from there to the complete answer
   */
  record Answered(String id, double began, double milliseconds) {}

  TwitchCallback(URI callback, String secret) {
    this.callback = callback;
    this.secret = secret;
  }

  /** Sends a change of a channel's title. */
  Answered changeTitle(Streamer streamer, String title)
      throws IOException, InterruptedException, GeneralSecurityException {
    var id = UUID.randomUUID().toString();
    var request = request(id, Instant.now().toString(), body(streamer, title).encode());
    var began = millisecondsSince1970();
    var begin = System.nanoTime();
    var answer = http.send(request, BodyHandlers.ofString());
    var milliseconds = (System.nanoTime() - begin) / 1e6;
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "The callback answered with status "
              + answer.statusCode()
              + " instead of 2xx: "
              + answer.body());
    }
    return new Answered(id, began, milliseconds);
  }

  private HttpRequest request(String id, String timestamp, String body)
      throws GeneralSecurityException {
    return HttpRequest.newBuilder(callback)
        .timeout(DEADLINE)
        .header("Content-Type", "application/json")
        .header(HEADER + "Id", id)
        .header(HEADER + "Retry", "0")
        .header(HEADER + "Type", "notification")
        .header(HEADER + "Timestamp", timestamp)
        .header(HEADER + "Signature", "sha256=" + hmac(id + timestamp + body))
        .header("Twitch-Eventsub-Subscription-Type", "channel.update")
        .header("Twitch-Eventsub-Subscription-Version", "2")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static JsonObject body(Streamer streamer, String title) {
    var subscription =
        new JsonObject()
            .put("id", "bec8ea25-fb98-873e-82ce-2f594ea460b8")
            .put("status", "enabled")
            .put("type", "channel.update")
            .put("version", "2")
            .put("condition", new JsonObject().put("broadcaster_user_id", streamer.id()))
            .put("cost", 0);
    var event =
        new JsonObject()
            .put("broadcaster_user_id", streamer.id())
            .put("broadcaster_user_login", streamer.login())
            .put("broadcaster_user_name", streamer.name())
            .put("title", title)
            .put("language", "en")
            .put("category_id", "27284")
            .put("category_name", "Retro")
            .put("content_classification_labels", new JsonArray());
    return new JsonObject().put("subscription", subscription).put("event", event);
  }

  private String hmac(String message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8)));
  }

  /** The system clock, which the page in the browser shares, with microseconds as decimals. */
  private static double millisecondsSince1970() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) / 1e3;
  }
}

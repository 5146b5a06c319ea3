package dev.streamviewer.demo.eventsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.JsonMutation;
import dev.streamviewer.testing.SandboxControl.Publish;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sends signed messages with odd values to the callback of the whole product, and checks what
 * Pusher receives. The values are the same in every run.
 */
class MutatedCallbacksIT {
  private static final String SECRET = "secret-of-mutated-callbacks";
  private static final String TFUE = "60978448";
  private static final int MESSAGES = 400;
  private static final int MAX_CHANGES = 5;
  private static final int MAX_BYTES = 10_240;

  private static final List<Object> ODD =
      Arrays.asList(
          null,
          true,
          "true",
          0,
          -5,
          3.5,
          Long.MAX_VALUE,
          "60",
          "1e9",
          "",
          " \n ",
          "hubveteran",
          "503254",
          "tfue\r\nX: y",
          "日本",
          "private-hubveteran",
          "hubveteran,tfue",
          "a\uD83D\u0000\u202Eb\u2028c\u2066",
          "\uDC00",
          "\u3164",
          "\"\\".repeat(600),
          "👨‍👩‍👧‍👦".repeat(300),
          "x".repeat(20_000),
          new JsonObject(),
          new JsonArray(),
          new JsonObject().put("text", new JsonArray().add(new JsonObject().put("text", "deep"))));

  private static TestDemo demo;

  @BeforeAll
  static void start() {
    demo = TestDemo.start(Map.of("WEBHOOK_SECRET", SECRET), Clock.systemUTC());
    var viewer = demo.visitor();
    viewer.signIn("tfue");
    viewer.send("PUT", "/api/streamers/tfue/watch");
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void reachTheStreamerOfTheSubscriptionInMessagesThatFit() {
    var events = events();
    var random = new Random(19);
    var bodies =
        IntStream.range(0, MESSAGES)
            .mapToObj(number -> events.get(number % events.size()))
            .map(vector -> message(vector, mutated(vector.getJsonObject("event"), random)))
            .toList();

    assertThat(post(bodies, "event")).containsOnly(204);

    var publishes = publishesOf("event");
    // Some are copies of others, by the ids that were left as they were.
    assertThat(publishes.size()).isGreaterThan(MESSAGES / 2);
    assertThat(publishes)
        .extracting(Publish::channel)
        .allMatch(List.of("tfue", "private-tfue")::contains);
    assertFits(publishes);
  }

  @Test
  void areAnsweredWithoutAnErrorIfTheSubscriptionIsOddToo() {
    var events = events();
    var random = new Random(91);
    var bodies =
        IntStream.range(0, MESSAGES)
            .mapToObj(number -> events.get(number % events.size()))
            .map(vector -> mutated(message(vector, vector.getJsonObject("event")), random))
            .toList();

    assertThat(post(bodies, "message")).isSubsetOf(200, 204, 400);

    var publishes = publishesOf("message");
    assertThat(publishes)
        .extracting(Publish::channel)
        .allMatch(channel -> channel.matches("(private-)?[a-z0-9_]{1,25}"));
    assertFits(publishes);
  }

  private static void assertFits(List<Publish> publishes) {
    assertThat(publishes)
        .allSatisfy(
            it ->
                assertThat(it.data().encode().getBytes(UTF_8).length)
                    .isLessThanOrEqualTo(MAX_BYTES));
  }

  /** Returns what Pusher received, once a last good event has arrived behind all others. */
  private static List<Publish> publishesOf(String kind) {
    var last = new JsonObject().put("type", "stream.offline");
    post(List.of(message(last, new JsonObject())), "last-" + kind);
    demo.control().awaitPublished("last-" + kind + "0");
    return demo.control().publishes().stream()
        .filter(it -> it.data().getString("id").startsWith(kind))
        .toList();
  }

  /** The bodies of all types that have a broadcaster. */
  private static List<JsonObject> events() {
    try (var file = MutatedCallbacksIT.class.getResourceAsStream("/facts/vectors.json")) {
      return new JsonArray(new String(file.readAllBytes(), UTF_8))
          .stream()
              .map(JsonObject.class::cast)
              .filter(it -> it.getString("type").matches("(channel|stream)\\..+"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject message(JsonObject vector, JsonObject event) {
    var type = vector.getString("type");
    var field = "channel.raid".equals(type) ? "to_broadcaster_user_id" : "broadcaster_user_id";
    var subscription =
        new JsonObject()
            .put("id", "s1")
            .put("type", type)
            .put("status", "enabled")
            .put("condition", new JsonObject().put(field, TFUE));
    return new JsonObject().put("subscription", subscription).put("event", event);
  }

  private static JsonObject mutated(JsonObject body, Random random) {
    var copy = body.copy();
    for (var changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      var places = JsonMutation.places(copy);
      var odd = ODD.get(random.nextInt(ODD.size()));
      if (!places.isEmpty()) {
        places.get(random.nextInt(places.size())).accept(odd);
      }
      // A nested value that was put twice must not be shared.
      copy = copy.copy();
    }
    return copy;
  }

  /** Posts messages one after the other, so that a slow machine answers each in time. */
  private static List<Integer> post(List<JsonObject> bodies, String kind) {
    return IntStream.range(0, bodies.size())
        .mapToObj(number -> post(kind + number, JsonMutation.ascii(bodies.get(number).encode())))
        .map(HttpResponse::statusCode)
        .toList();
  }

  private static HttpResponse<String> post(String id, String body) {
    return HttpCalls.untilAvailable(() -> HttpCalls.send(signed(id, body)));
  }

  private static HttpRequest.Builder signed(String id, String body) {
    var at = Instant.now().toString();
    return HttpRequest.newBuilder(demo.url().resolve("/api/callback"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("Twitch-Eventsub-Message-Id", id)
        .header("Twitch-Eventsub-Message-Timestamp", at)
        .header("Twitch-Eventsub-Message-Type", "notification")
        .header("Twitch-Eventsub-Message-Signature", "sha256=" + hmac(id + at + body))
        .POST(BodyPublishers.ofString(body));
  }

  private static String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.TestEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPayloadTest {
  @Test
  void keepsTheKeyOfAShortenedEvent() {
    var details = new JsonObject().put("emotes", "x".repeat(20_000));
    var event = TestEvents.event("m1").withDetails(details).withKey("k");

    var payload = new JsonObject(EventPayload.of(EncodedEvent.of(event)));

    assertThat(payload.getString("key")).isEqualTo("k");
    assertThat(payload.getJsonObject("details").containsKey("lacks")).isTrue();
  }

  @Test
  void encodesASmallEventCompletely() {
    var payload = new JsonObject(EventPayload.of(event(new JsonObject().put("viewers", 9001))));

    assertThat(payload)
        .isEqualTo(
            new JsonObject(
                """
                {"id":"m1","type":"channel.raid","at":"2026-11-23T20:00:00.123456789Z",
                 "streamer":{"id":"1","login":"tfue","name":"Tfue"},"headline":"Raided",
                 "details":{"viewers":9001},"key":"m1"}\
                """));
  }

  @Test
  void cutsALongTextAndNamesIt() {
    var details =
        new JsonObject().put("small", "s").put("large", "日".repeat(5_000)).put("number", 1);

    var shortened = shorten(details);

    assertThat(shortened.getString("large")).startsWith("日日").endsWith("日…");
    assertThat(shortened)
        .isEqualTo(
            new JsonObject()
                .put("small", "s")
                .put("large", shortened.getString("large"))
                .put("number", 1)
                .put("lacks", new JsonArray().add("large")));
    assertThat(details.getString("large")).hasSize(5_000);
  }

  @Test
  void keepsTheOutcomesOfALargePrediction() {
    var prediction = report("01-prediction-end-ten-outcomes.json");
    assertThat(prediction.toBuffer().length()).isGreaterThan(EventPayload.LIMIT);

    var shortened = shorten(prediction);

    assertThat(shortened.getString("winning_outcome_id")).isEqualTo("outcome-3");
    assertThat(shortened.getString("status")).isEqualTo(prediction.getString("status"));
    assertThat(shortened.getJsonArray("lacks")).containsExactly("top_predictors");
    var expected = prediction.getJsonArray("outcomes").copy();
    expected.forEach(outcome -> ((JsonObject) outcome).remove("top_predictors"));
    assertThat(shortened.getJsonArray("outcomes")).isEqualTo(expected).hasSize(10);
  }

  @Test
  void countsAnEmojiAsFourBytes() {
    var resub = report("14-resub-500-emoji.json");

    var payload = EventPayload.of(event(resub));

    assertThat(payload).contains("\uD83D\uDE02").doesNotContain("\\u");
    assertThat(new JsonObject(payload).getJsonObject("details")).isEqualTo(resub);
  }

  @Test
  void dropsTheDeepestFieldsFirst() {
    var rows = new JsonArray();
    for (var i = 0; i < 40; i++) {
      rows.add(
          new JsonObject()
              .put("title", "Title " + i)
              .put("votes", i)
              .put("deep", new JsonObject().put("remark", "x".repeat(150)))
              .put("remark", "y".repeat(90)));
    }
    var details = new JsonObject().put("choices", rows).put("extra", "z".repeat(100));

    var shortened = shorten(details);

    assertThat(shortened.getJsonArray("lacks")).containsExactly("remark");
    assertThat(shortened.getString("extra")).hasSize(100);
    assertThat(shortened.getJsonArray("choices"))
        .hasSize(40)
        .allSatisfy(
            row ->
                assertThat(((JsonObject) row).fieldNames())
                    .contains("title", "votes", "remark", "deep"))
        .allSatisfy(row -> assertThat(((JsonObject) row).getJsonObject("deep")).isEmpty());
  }

  @Test
  void dropsIdsOfPeopleInListsBeforeTitles() {
    var rows = new JsonArray();
    for (var i = 0; i < 150; i++) {
      rows.add(
          new JsonObject()
              .put("title", "Choice " + i)
              .put("votes", i)
              .put("user_id", "90000000000000000000" + i));
    }

    var shortened = shorten(new JsonObject().put("choices", rows).put("user_id", "7"));

    assertThat(shortened.getJsonArray("lacks")).containsExactly("user_id");
    assertThat(shortened.getString("user_id")).isEqualTo("7");
    assertThat(shortened.getJsonArray("choices")).hasSize(150);
  }

  @Test
  void cutsTextsBetweenGraphemes() {
    var family = "👨‍👩‍👧‍👦";

    var shortened = shorten(new JsonObject().put("text", family.repeat(1_000)));

    assertThat(shortened.getString("text").replace(family, "")).isEqualTo("…");
  }

  private static JsonObject shorten(JsonObject details) {
    var payload = EventPayload.of(event(details));
    assertThat(payload.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(EventPayload.LIMIT);
    return new JsonObject(payload).getJsonObject("details");
  }

  private static JsonObject report(String file) {
    try (var in = EventPayloadTest.class.getResourceAsStream("/reports/" + file)) {
      return new JsonObject(new String(in.readAllBytes(), UTF_8)).getJsonObject("event");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EncodedEvent event(JsonObject details) {
    return EncodedEvent.of(
        new StreamEvent(
            "m1",
            "channel.raid",
            Instant.parse("2026-11-23T20:00:00.123456789Z"),
            new Streamer("1", "tfue", "Tfue"),
            "Raided",
            details));
  }
}

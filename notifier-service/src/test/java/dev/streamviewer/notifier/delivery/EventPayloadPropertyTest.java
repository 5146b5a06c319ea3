package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Tests payloads of generated events. */
class EventPayloadPropertyTest {
  private static final Instant AT = Instant.parse("2026-11-23T20:00:00.123456789Z");

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void fitsAndKeepsTheEvent(
      @ForAll("details") JsonObject details, @ForAll("texts") String headline) {
    var streamer = new Streamer("1", "tfue", "Tfue");
    var event = new StreamEvent("m1", "channel.raid", AT, streamer, headline, details);

    var payload = EventPayload.of(EncodedEvent.of(event));

    assertThat(payload.getBytes(UTF_8).length).isLessThanOrEqualTo(EventPayload.LIMIT);
    assertThat(UTF_8.newEncoder().canEncode(payload)).isTrue();
    var json = new JsonObject(payload);
    assertThat(json.getString("id")).isEqualTo("m1");
    assertThat(json.getString("type")).isEqualTo("channel.raid");
    assertThat(json.getInstant("at")).isEqualTo(AT);
    assertThat(json.getJsonObject("streamer").getString("login")).isEqualTo("tfue");
    assertThat(json.getString("headline")).isEqualTo(headline);
    assertMarked(details, json.getJsonObject("details"));
  }

  /** Asserts that each missing field is named, and that no field is added. */
  private static void assertMarked(JsonObject whole, JsonObject published) {
    if (!published.equals(whole)) {
      assertThat(published.getJsonArray("lacks")).isNotEmpty();
      assertThat(whole.fieldNames()).containsAll(without(published, "lacks").fieldNames());
    }
  }

  private static JsonObject without(JsonObject object, String field) {
    var copy = object.copy();
    copy.remove(field);
    return copy;
  }

  @Provide
  Arbitrary<JsonObject> details() {
    return objects(2);
  }

  @Provide
  Arbitrary<String> texts() {
    var halves = Arbitraries.chars().range('\uD800', '\uDFFF');
    var any = Arbitraries.strings().all().ofMaxLength(30);
    return Arbitraries.oneOf(
        any,
        Arbitraries.strings().withChars("a日é\uD83D\uDE02\u200D\"\\\u0000").ofMaxLength(60),
        Combinators.combine(any, halves, any).as((begin, half, end) -> begin + half + end));
  }

  private Arbitrary<String> longTexts() {
    return Combinators.combine(texts(), Arbitraries.integers().between(1, 400)).as(String::repeat);
  }

  private Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "id",
            "title",
            "votes",
            "outcomes",
            "choices",
            "top_predictors",
            "fragments",
            "emotes",
            "message",
            "text",
            "user_id",
            "user_name",
            "unknown",
            "remark"),
        Arbitraries.strings().ofMaxLength(30).filter(EventPayloadPropertyTest::isWellFormed));
  }

  /** No parser of JSON accepts half of a surrogate pair in a name, so Twitch's cannot have one. */
  private static boolean isWellFormed(String name) {
    return UTF_8.newEncoder().canEncode(name);
  }

  private Arbitrary<JsonObject> objects(int depth) {
    return Arbitraries.maps(names(), values(depth)).ofMaxSize(8).map(JsonObject::new);
  }

  private Arbitrary<Object> values(int depth) {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            texts().asGeneric(),
            longTexts().asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.just(null));
    return depth == 0
        ? leaf
        : Arbitraries.oneOf(leaf, objects(depth - 1).asGeneric(), lists(depth).asGeneric());
  }

  private Arbitrary<JsonArray> lists(int depth) {
    return Combinators.combine(
            values(depth - 1), Arbitraries.integers().between(0, depth == 1 ? 200 : 4))
        .as((item, times) -> new JsonArray(Collections.nCopies(times, item)).copy());
  }
}

package dev.streamviewer.webhook.headline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.webhook.FactVector;
import dev.streamviewer.webhook.fact.FactReaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of every event, whatever takes the place of Twitch's values. */
class MutatedBodiesTest {
  private static final int MUTATIONS = 200;

  /** Pusher accepts 10,240 bytes; the event around its facts needs less than two thousand. */
  private static final int MOST_BYTES = 8_000;

  private static final List<Object> ODD =
      List.of(
          true,
          "true",
          "60",
          60,
          -5,
          1.5,
          1e300,
          Long.MAX_VALUE,
          "",
          " \n ",
          "x".repeat(5_000),
          "👨‍👩‍👧‍👦".repeat(500),
          "a\ud83d\u0000\u202eb\u2028c",
          "tfue\r\nX: y",
          "日本",
          "{actor} | {quote}",
          new JsonObject(),
          new JsonObject().put("a", new JsonArray().add(1)),
          new JsonArray(),
          new JsonArray().addNull().add(3).add(new JsonObject()));

  static Stream<FactVector> vectors() {
    return FactVector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void yieldFactsAndAHeadline(FactVector vector) {
    var random = new Random(vector.name().hashCode());
    for (var i = 0; i < MUTATIONS; i++) {
      check(vector, (JsonObject) mutated(vector.event(), random));
    }
  }

  private static void check(FactVector vector, JsonObject event) {
    var facts = FactReaders.read(vector.type(), vector.streamer().id(), event);
    var headline = Headlines.of(vector.streamer(), facts);

    assertThat(headline)
        .as(event.encode())
        .isNotBlank()
        .doesNotContainPattern("[\\p{Cntrl}\\p{Cs}\\u2028\\u202e]");
    assertThat(new JsonObject(facts.encode())).as(event.encode()).isEqualTo(facts);
    assertThat(facts.toBuffer().length()).as(event.encode()).isLessThan(MOST_BYTES);
    checkValues(facts);
  }

  /** No text is blank, no number negative, and each login could be one. */
  private static void checkValues(JsonObject json) {
    for (var field : json) {
      if (field.getValue() instanceof JsonObject nested) {
        checkValues(nested);
      } else if (field.getValue() instanceof String text) {
        assertThat(text).as(field.getKey()).isNotBlank();
      } else if (field.getValue() instanceof Number number) {
        assertThat(number.longValue()).as(field.getKey()).isNotNegative();
      }
      if ("login".equals(field.getKey())) {
        assertThat((String) field.getValue()).matches(StreamerLogins::isValid);
      }
    }
  }

  /** Replaces each value with a chance of one in eight. */
  private static Object mutated(Object value, Random random) {
    if (value instanceof JsonObject object) {
      var copy = new JsonObject();
      object.forEach(it -> copy.put(it.getKey(), replaced(it.getValue(), random)));
      return copy;
    }
    if (value instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(it -> copy.add(replaced(it, random)));
      return copy;
    }
    return value;
  }

  private static Object replaced(Object value, Random random) {
    return switch (random.nextInt(16)) {
      case 0 -> ODD.get(random.nextInt(ODD.size()));
      case 1 -> null;
      default -> mutated(value, random);
    };
  }
}

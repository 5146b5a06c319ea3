package dev.streamviewer.webhook.headline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.webhook.MutatedBody;
import dev.streamviewer.webhook.fact.FactReaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Tests what holds for every event, whatever takes the place of Twitch's values. */
class MutatedBodiesTest {
  private static final Instant AT = Instant.parse("2026-11-23T20:00:00.123456789Z");
  private static final int MAX_BYTES = 10_240;
  private static final String STRANGER = "\uFFFC";

  /** The fields that people write. */
  private static final Set<String> STRANGERS =
      Set.of("title", "quote", "name", "login", "category", "winner", "reason");

  @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
  void becomeAWellFormedSentence(@ForAll("bodies") MutatedBody body) {
    var facts = facts(body);

    var headline = EventHeadlines.of(body.vector().streamer(), facts);

    assertThat(headline).isNotBlank();
    assertThat(UTF_8.newEncoder().canEncode(headline)).isTrue();
    assertThat(headline)
        .doesNotContainPattern(
            "[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
    assertThat(ownWords(headline, body, facts))
        .doesNotContain("{", "|", "null", "[", "]")
        .doesNotContainPattern("[a-z0-9]_[a-z0-9]|[a-z]\\.[a-z]")
        .doesNotContainPattern(
            "(?<![\\d,.\uFFFC])1 (viewers|bits|subscriptions|months|seconds|streams)\\b")
        .doesNotContainPattern(
            "(?<![\\d,]|tier )([02-9]|\\d[\\d,]*\\d)"
                + " (viewer|bit|subscription|month|second|stream)\\b(?! points)");
  }

  @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
  void becomeFactsWithoutContradiction(@ForAll("bodies") MutatedBody body) {
    var facts = facts(body);

    assertThat(new JsonObject(facts.encode())).isEqualTo(facts);
    checkValues(facts);
    checkResult(facts);
  }

  @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
  void fitIntoAMessageOfPusher(@ForAll("bodies") MutatedBody body) {
    var facts = facts(body);
    var streamer = body.vector().streamer();
    var headline = EventHeadlines.of(streamer, facts);

    var event = new StreamEvent("m1", body.vector().type(), AT, streamer, headline, facts);

    assertThat(RecordJson.encode(event).length).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Provide
  Arbitrary<MutatedBody> bodies() {
    return MutatedBody.of(vector -> true);
  }

  private static JsonObject facts(MutatedBody body) {
    var vector = body.vector();
    return FactReaders.read(vector.type(), vector.streamer().id(), body.event());
  }

  /** Returns a headline with a mark in the place of each text of strangers. */
  private static String ownWords(String headline, MutatedBody body, JsonObject facts) {
    var streamer = body.vector().streamer();
    var words = headline;
    for (var text :
        Stream.concat(texts(facts), Stream.of(streamer.name(), streamer.login()))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      words = words.replace(text, STRANGER);
    }
    return words;
  }

  private static Stream<String> texts(Object value) {
    if (value instanceof JsonObject object) {
      return object.stream()
          .flatMap(
              field ->
                  field.getValue() instanceof String text
                      ? Stream.of(text).filter(it -> STRANGERS.contains(field.getKey()))
                      : texts(field.getValue()));
    }
    return value instanceof JsonArray array
        ? array.stream().flatMap(MutatedBodiesTest::texts)
        : Stream.empty();
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

  /** The bars, the winner and the result tell the same. */
  private static void checkResult(JsonObject facts) {
    var choices = LenientJson.objects(facts.getValue("choices")).toList();
    var won = choices.stream().filter(choice -> choice.getBoolean("won", false)).toList();
    if ("won".equals(facts.getString("result"))) {
      assertThat(won.size()).isLessThanOrEqualTo(1);
      if ("poll.end".equals(facts.getString("action"))) {
        won.forEach(choice -> assertThat(votes(choice)).isPositive().isEqualTo(most(choices)));
      }
    } else {
      assertThat(won).isEmpty();
      assertThat(facts.containsKey("winner")).isFalse();
    }
    if ("nobody".equals(facts.getString("result"))) {
      assertThat(most(choices)).isZero();
    }
  }

  private static long most(List<JsonObject> choices) {
    return choices.stream().mapToLong(MutatedBodiesTest::votes).max().orElse(0);
  }

  private static long votes(JsonObject choice) {
    return choice.getLong("votes", 0L);
  }
}

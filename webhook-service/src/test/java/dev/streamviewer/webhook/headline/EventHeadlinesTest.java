package dev.streamviewer.webhook.headline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.FactVector;
import dev.streamviewer.webhook.fact.FactReaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventHeadlinesTest {
  private static final Streamer LUNA = new Streamer("1", "luna", "Luna");

  static Stream<FactVector> vectors() {
    return FactVector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void wordsTheFactsOfAnEvent(FactVector vector) {
    assertThat(EventHeadlines.of(vector.streamer(), vector.facts())).isEqualTo(vector.en());
  }

  /** Names of people and their own texts may look like codes. */
  @ParameterizedTest
  @MethodSource("vectors")
  void namesThePersonAndNoCode(FactVector vector) {
    var people = names(vector, "actor", "target", "giver", "from");
    var ours = vector.en().replaceAll("“[^”]*”|\\([^)]*\\)", "");
    for (var name : people) {
      ours = ours.replace(name, "");
    }

    assertThat(ours).doesNotContainPattern("[a-z0-9]_[a-z0-9]|[a-z]\\.[a-z]|\\{|\\||null");
    var main = names(vector, "actor", "target");
    assertThat(main.isEmpty() || main.stream().anyMatch(vector.en()::contains))
        .as(vector.en())
        .isTrue();
  }

  private static List<String> names(FactVector vector, String... fields) {
    return Stream.of(fields)
        .map(vector.facts()::getJsonObject)
        .filter(person -> person != null && person.containsKey("name"))
        .map(person -> person.getString("name"))
        .toList();
  }

  /** Without any value, each action still has words, and none of them is a placeholder. */
  @ParameterizedTest
  @MethodSource("vectors")
  void wordsAnActionWithoutValues(FactVector vector) {
    var bare = new JsonObject().put("action", vector.facts().getString("action"));

    assertThat(EventHeadlines.of(LUNA, bare)).isNotBlank().doesNotContain("{", "|", "_", "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title | New title: “Hi”",
        "category | Now in Chess",
        "title,category | Now in Chess: “Hi”",
        "labels | The content labels of the stream changed",
        "language | The stream is in another language now",
        "language,labels | The stream’s settings were saved"
      })
  void tellsOnlyWhatChanged(String changed, String headline) {
    var fact =
        new JsonObject()
            .put("action", "channel.changed")
            .put("title", "Hi")
            .put("category", "Chess")
            .put("changed", new JsonArray(Stream.of(changed.split(",")).toList()));

    assertThat(EventHeadlines.of(LUNA, fact)).isEqualTo(headline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gambling MatureGame | SexualThemes | Content labels added: gambling; mature-rated game"
            + " · removed: sexual themes",
        "Gambling | | Content labels added: gambling",
        " | Gambling | Content labels removed: gambling",
        "BrandNewLabel | | Content labels added: BrandNewLabel"
      })
  void namesLabels(String added, String removed, String headline) {
    var fact =
        new JsonObject()
            .put("action", "channel.changed")
            .put("changed", new JsonArray().add("labels"));
    Optional.ofNullable(added).ifPresent(it -> fact.put("labelsAdded", list(it)));
    Optional.ofNullable(removed).ifPresent(it -> fact.put("labelsRemoved", list(it)));

    assertThat(EventHeadlines.of(LUNA, fact)).isEqualTo(headline);
  }

  private static JsonArray list(String words) {
    return new JsonArray(List.of(words.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "ada_lovelace, Ada_Lovelace, Ada_Lovelace followed",
    "hansamu_fan, ハンサム, ハンサム (hansamu_fan) followed",
    "ada, , ada followed",
    ", Ada, Ada followed"
  })
  void addsALoginThatTheNameHides(String login, String name, String headline) {
    var body = new JsonObject().put("user_login", login).put("user_name", name);

    assertThat(EventHeadlines.of(LUNA, FactReaders.read("channel.follow", LUNA.id(), body)))
        .isEqualTo(headline);
  }

  /** A value is never read as a template. */
  @Test
  void keepsBracesAndBarsOfStrangers() {
    var body =
        new JsonObject()
            .put("user_name", "{actor} | $1 \\ {quote}")
            .put("message", "{sentence} | @:x")
            .put("bits", 1);

    assertThat(EventHeadlines.of(LUNA, FactReaders.read("channel.cheer", LUNA.id(), body)))
        .isEqualTo("{actor} | $1 \\ {quote} cheered 1 bit: “{sentence} | @:x”");
  }

  @Test
  void limitsHeadlinesToOneLine() {
    var body = new JsonObject().put("user_name", "Ada").put("message", "x\n".repeat(5_000));

    var headline = EventHeadlines.of(LUNA, FactReaders.read("channel.cheer", LUNA.id(), body));

    assertThat(headline).doesNotContain("\n").hasSizeLessThan(600);
  }
}

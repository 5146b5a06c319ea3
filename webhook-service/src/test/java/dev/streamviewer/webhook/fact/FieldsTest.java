package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @ParameterizedTest
  @ValueSource(strings = {"60", "60.0", "\"60\"", "\" 60 \"", "\"60.00\"", "6e1"})
  void readsANumberInAnyForm(String json) {
    assertThat(fields(json).number("x")).contains(60L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\"many\"",
        "\"6.5\"",
        "\"60.\"",
        "6.5",
        "-1",
        "\"-1\"",
        "1e300",
        "9007199254740992",
        "99999999999999999999",
        "\"99999999999999999999\""
      })
  void knowsNoNumberOtherwise(String json) {
    assertThat(fields(json).number("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\"", "\"True\""})
  void readsTrueInAnyForm(String json) {
    assertThat(fields(json).flag("x")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "\"false\""})
  void readsFalseInAnyForm(String json) {
    assertThat(fields(json).flag("x")).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"yes\"", "[]", "{}", "\"\""})
  void knowsNoBooleanOtherwise(String json) {
    assertThat(fields(json).flag("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "5", "true", "[]", "{\"a\":1}", "\"\"", "\" \\n \"", "\"\\u200d\""})
  void knowsNoTextOtherwise(String json) {
    assertThat(fields(json).text("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2000\"", "2000"})
  void readsATierInAnyForm(String json) {
    assertThat(fields(json).tier("x")).contains("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"4000\"", "7", "[]"})
  void assumesNoTier(String json) {
    assertThat(fields(json).tier("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1234\"", "1234"})
  void readsAnIdInAnyForm(String json) {
    assertThat(fields(json).id("x")).contains("1234");
  }

  @Test
  void readsATimeWithNanoseconds() {
    assertThat(fields("\"2020-07-15T18:16:11.17106713Z\"").time("x"))
        .contains(Instant.parse("2020-07-15T18:16:11.17106713Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"today\"", "5", "null", "\"2020-13-45T00:00:00Z\"", "\"\""})
  void knowsNoTimeOtherwise(String json) {
    assertThat(fields(json).time("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"tfue\\r\\nX: y\"", "\"日本\"", "\"-5\"", "\"\"", "5", "null"})
  void rejectsWhatIsNoLogin(String json) {
    assertThat(new Fields(new JsonObject("{\"user_login\":" + json + "}")).person("user"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "is_anonymous, user",
    "chatter_is_anonymous, chatter_user",
    "gifter_is_anonymous, gifter_user",
    "recipient_is_anonymous, recipient_user"
  })
  void namesNobodyWhoStaysAnonymous(String flag, String prefix) {
    var json = new JsonObject().put(flag, true).put(prefix + "_login", "ada");

    assertThat(new Fields(json).person(prefix)).contains(Person.ANONYMOUS);
    assertThat(new Fields(json.put(flag, false)).person(prefix))
        .isEqualTo(Person.of(Optional.empty(), Optional.of("ada"), Optional.empty()));
  }

  private static Fields fields(String json) {
    return new Fields(new JsonObject("{\"x\":" + json + "}"));
  }
}

package dev.streamviewer.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.gateway.http.RejectedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFieldTest {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions().setBaseUri("app://test").setDraft(Draft.DRAFT202012);

  @Test
  void takesAValidValue() {
    assertThat(take(field(true, text(1, 5)), "hello")).containsExactly(Map.entry("name", "hello"));
  }

  @Test
  void ignoresAMissingOptionalValue() {
    assertThat(take(field(false, text(1, 5)))).isEmpty();
  }

  @Test
  void rejectsAMissingRequiredValue() {
    assertRejected(
        field(true, text(1, 5)),
        "The query parameter name is missing, expected 1 to 5 characters.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rejectsARepeatedValue(boolean required) {
    assertRejected(
        field(required, text(1, 5)),
        "The query parameter name is given 3 times, expected 1 to 5 characters.",
        "a",
        "a",
        "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456"})
  void rejectsAValueOfTheWrongLength(String value) {
    assertRejected(
        field(false, text(1, 5)),
        "The query parameter name is \"%s\", expected 1 to 5 characters.".formatted(value),
        value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada\n", "a\rb", "\u0000", "\t", "a\u007f", "\u0085"})
  void rejectsControlCharacters(String value) {
    var anything = new JsonObject().put("type", "string");

    assertThatThrownBy(() -> take(field(false, anything), value))
        .isInstanceOf(RejectedRequest.class)
        .hasMessageEndingWith("expected 0 to any characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void takesABoolean(String value) {
    assertThat(take(field(false, new JsonObject().put("type", "boolean")), value))
        .containsEntry("name", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "1", " true", "null"})
  void rejectsOtherBooleans(String value) {
    assertRejected(
        field(false, new JsonObject().put("type", "boolean")),
        "The query parameter name is \"%s\", expected true or false.".formatted(value),
        value);
  }

  @ParameterizedTest
  @CsvSource({"subscribe, true", "unsubscribe, true", "Subscribe, false", "'', false", "x, false"})
  void expectsAChoice(String value, boolean valid) {
    var choices = new JsonArray(List.of("subscribe", "unsubscribe"));
    var field = field(true, new JsonObject().put("type", "string").put("enum", choices));

    if (valid) {
      assertThat(take(field, value)).containsEntry("name", value);
    } else {
      assertRejected(
          field,
          "The query parameter name is \"%s\", expected one of subscribe, unsubscribe."
              .formatted(value),
          value);
    }
  }

  @Test
  void prefersTheDescriptionOfTheContract() {
    assertRejected(
        field(true, text(1, 5).put("x-expected", "a login")),
        "The query parameter name is missing, expected a login.");
  }

  private static JsonObject text(int min, int max) {
    return new JsonObject().put("type", "string").put("minLength", min).put("maxLength", max);
  }

  private static RequestField field(boolean required, JsonObject json) {
    var schema = JsonSchema.of(json);
    var validator = Validator.create(schema, OPTIONS);
    return new RequestField("query parameter", "name", required, schema, validator);
  }

  private static Map<String, String> take(RequestField field, String... given) {
    var values = new HashMap<String, String>();
    field.take(List.of(given), values);
    return values;
  }

  private static void assertRejected(RequestField field, String sentence, String... given) {
    assertThatThrownBy(() -> take(field, given))
        .isInstanceOf(RejectedRequest.class)
        .hasMessage(sentence);
  }
}

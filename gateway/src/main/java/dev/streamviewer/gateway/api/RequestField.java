package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.QuotedValue;
import dev.streamviewer.gateway.http.RejectedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A parameter or form field of an operation.
 *
 * @param kind a readable kind, such as "query parameter"
 */
record RequestField(
    String kind, String name, boolean required, JsonSchema schema, Validator validator) {
  /**
   * Validates the value and adds it to the values, if given.
   *
   * @throws RejectedRequest if the value is missing, repeated or not valid
   */
  void take(List<String> given, Map<String, String> values) {
    if (given.isEmpty()) {
      if (required) {
        throw rejection("is missing");
      }
      return;
    }
    if (given.size() > 1) {
      throw rejection("is given %d times".formatted(given.size()));
    }
    var value = given.get(0);
    if (hasControlCharacters(value) || !validator.validate(typed(value)).getValid()) {
      throw rejection("is " + QuotedValue.of(value));
    }
    values.put(name, value);
  }

  /**
   * No value needs control characters. In Java, the "$" of a pattern also matches before a final
   * line break.
   */
  private static boolean hasControlCharacters(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }

  private RejectedRequest rejection(String fault) {
    return RejectedRequest.invalid(
        "The %s %s %s, expected %s.".formatted(kind, name, fault, expected()));
  }

  private Object typed(String value) {
    if (!"boolean".equals(schema.get("type"))) {
      return value;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> value;
    };
  }

  /** The contract's own description, else one derived from the schema keywords. */
  private String expected() {
    if (schema.containsKey("x-expected")) {
      return schema.get("x-expected");
    }
    if (schema.get("enum") instanceof JsonArray choices) {
      return choices.stream()
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if ("boolean".equals(schema.get("type"))) {
      return "true or false";
    }
    return "%s to %s characters"
        .formatted(schema.<Object>get("minLength", 0), schema.<Object>get("maxLength", "any"));
  }
}

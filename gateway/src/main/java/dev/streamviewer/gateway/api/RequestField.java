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
 * One parameter or form field of an operation.
 *
 * @param kind what people call it, such as "query parameter"
 */
record RequestField(
    String kind, String name, boolean required, JsonSchema schema, Validator validator) {
  /**
   * Takes the value over, if it was given.
   *
   * @throws RejectedRequest if it may not be as it is
   */
  void take(List<String> given, Map<String, String> values) {
    if (given.isEmpty()) {
      if (required) {
        throw refusal("is missing");
      }
      return;
    }
    if (given.size() > 1) {
      throw refusal("is given %d times".formatted(given.size()));
    }
    var value = given.get(0);
    if (hasControls(value) || !validator.validate(typed(value)).getValid()) {
      throw refusal("is " + QuotedValue.of(value));
    }
    values.put(name, value);
  }

  /** Nothing here has any; and to Java the "$" of a pattern lets a line break pass at the end. */
  private static boolean hasControls(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }

  private RejectedRequest refusal(String what) {
    return RejectedRequest.invalid(
        "The %s %s %s, expected %s.".formatted(kind, name, what, expected()));
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

  /** What the contract says in words, else what its keywords come to. */
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

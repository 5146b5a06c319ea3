package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The JSON body of a control request. Each error is reported in a full sentence. */
final class ControlInput {
  private static final int MAX_TEXTS = 100;

  private final JsonObject json;

  private ControlInput(JsonObject json) {
    this.json = json;
  }

  /** Reads the body. An unknown key is rejected, because most likely it is a typing error. */
  static ControlInput from(RoutingContext ctx, Set<String> allowed) {
    var body = ctx.body().buffer();
    try {
      var json = body == null || body.length() == 0 ? new JsonObject() : new JsonObject(body);
      for (var key : json.fieldNames()) {
        if (!allowed.contains(key)) {
          throw new ApiError(
              400, "Unknown field \"%s\": expected any of %s".formatted(key, allowed));
        }
      }
      return new ControlInput(json);
    } catch (DecodeException notJson) {
      throw new ApiError(400, "The body must be a JSON object");
    }
  }

  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> new ApiError(400, "\"%s\" is missing: expected a text".formatted(key)));
  }

  Optional<String> optionalText(String key) {
    var value = json.getValue(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw wrong(key, value, "a text");
  }

  int number(String key, int otherwise, int low, int high) {
    var value = json.getValue(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= low && number <= high) {
      return number;
    }
    throw wrong(key, value, "a whole number from %d to %d".formatted(low, high));
  }

  boolean flag(String key, boolean otherwise) {
    var value = json.getValue(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, value, "true or false");
  }

  /** Reads a list of texts; more than a hundred are rejected. */
  List<String> texts(String key) {
    if (json.getValue(key) instanceof JsonArray array
        && array.size() <= MAX_TEXTS
        && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw wrong(key, json.getValue(key), "a list of at most %d texts".formatted(MAX_TEXTS));
  }

  JsonObject object(String key) {
    var value = json.getValue(key);
    if (value == null) {
      return new JsonObject();
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong(key, value, "an object");
  }

  <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
    return optionalText(key).map(text -> choice(key, text, type));
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return choice(key, text(key), type);
  }

  private static <E extends Enum<E>> E choice(String key, String text, Class<E> type) {
    for (var choice : type.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    var expected = String.join(", ", choices(type));
    throw wrong(key, text, "one of " + expected);
  }

  static ApiError wrong(String key, Object value, String expected) {
    return new ApiError(400, "\"%s\" is %s: expected %s".formatted(key, value, expected));
  }

  private static <E extends Enum<E>> Iterable<String> choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}

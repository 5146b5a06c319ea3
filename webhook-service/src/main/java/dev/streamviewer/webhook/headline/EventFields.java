package dev.streamviewer.webhook.headline;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads an event for its headline: whatever is missing or odd has words of its own. */
record EventFields(JsonObject event) {
  private static final int LONGEST = 200;
  private static final Pattern WHITE = Pattern.compile("\\s+");

  /** A text; empty if there is none. Long ones are cut, since a headline is one line. */
  String text(String field) {
    var value = event.getValue(field);
    var text = value == null ? "" : WHITE.matcher(value.toString().strip()).replaceAll(" ");
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  /** A text, or other words where there is none. */
  String text(String field, String otherwise) {
    var text = text(field);
    return text.isEmpty() ? otherwise : text;
  }

  /** The name of a person whose fields begin with a prefix, such as {@code user}. */
  String person(String prefix) {
    return text(prefix + "_name", text(prefix + "_login", "Somebody"));
  }

  /** The name of a supporter, who may wish not to be named. */
  String supporter() {
    return flag("is_anonymous") ? "Somebody anonymous" : person("user");
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(event.getValue(field));
  }

  long number(String field) {
    return event.getValue(field) instanceof Number number ? number.longValue() : 0;
  }

  /** A number with its noun, such as {@code 1,204 viewers}. */
  String count(String field, String noun) {
    return count(number(field), noun);
  }

  /** A number as people write it. */
  String number(String field, String otherwise) {
    return event.getValue(field) instanceof Number ? grouped(number(field)) : otherwise;
  }

  /** An object inside; empty if there is none. */
  EventFields inside(String field) {
    return event.getValue(field) instanceof JsonObject object
        ? new EventFields(object)
        : new EventFields(new JsonObject());
  }

  /** The objects of a list inside; empty if there is none. */
  List<EventFields> list(String field) {
    return event.getValue(field) instanceof JsonArray array
        ? array.stream()
            .filter(JsonObject.class::isInstance)
            .map(it -> new EventFields((JsonObject) it))
            .toList()
        : List.of();
  }

  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Words in quotation marks after a text, or nothing. */
  static String quoted(String words) {
    return words.isEmpty() ? "" : ": “" + words + "”";
  }

  private static String grouped(long number) {
    return String.format(Locale.US, "%,d", number);
  }
}

package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Typed reader of an event's JSON for its headline; missing or invalid fields have defaults. */
record EventFields(JsonObject event) {
  private static final int MOST_CHARACTERS = 200;
  private static final Pattern WHITESPACE = Pattern.compile("\\s+");

  /** Returns a text; empty if there is none. Long texts are cut, because a headline is one line. */
  String text(String field) {
    var value = event.getValue(field);
    var text = value == null ? "" : WHITESPACE.matcher(value.toString().strip()).replaceAll(" ");
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS - 1) + "…" : text;
  }

  /** Returns a text, or a default if there is none. */
  String text(String field, String fallback) {
    var text = text(field);
    return text.isEmpty() ? fallback : text;
  }

  /** Returns the name of a person whose fields begin with a prefix, such as {@code user}. */
  String person(String prefix) {
    return text(prefix + "_name", text(prefix + "_login", "Somebody"));
  }

  /** Returns the name of a supporter, who may be anonymous. */
  String supporter() {
    return flag("is_anonymous") ? "Somebody anonymous" : person("user");
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(event.getValue(field));
  }

  long number(String field) {
    return event.getValue(field) instanceof Number number ? number.longValue() : 0;
  }

  /** Formats a number with a noun, such as {@code 1,204 viewers}. */
  String count(String field, String noun) {
    return count(number(field), noun);
  }

  /** Formats a number with separators, or returns a default. */
  String number(String field, String fallback) {
    return event.getValue(field) instanceof Number ? grouped(number(field)) : fallback;
  }

  /** Returns a nested object; empty if there is none. */
  EventFields inside(String field) {
    return event.getValue(field) instanceof JsonObject object
        ? new EventFields(object)
        : new EventFields(new JsonObject());
  }

  /** Returns the objects of a nested list; empty if there is none. */
  List<EventFields> list(String field) {
    return LenientJson.objects(event.getValue(field)).map(EventFields::new).toList();
  }

  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Formats a text in quotation marks after a colon; empty for an empty text. */
  static String quoted(String words) {
    return words.isEmpty() ? "" : ": “" + words + "”";
  }

  private static String grouped(long number) {
    return String.format(Locale.US, "%,d", number);
  }
}

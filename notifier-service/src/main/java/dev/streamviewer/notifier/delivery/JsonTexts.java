package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import java.util.regex.Pattern;

/** Cuts long texts between graphemes, so that no half of a character remains. */
final class JsonTexts {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final String ELLIPSIS = "…";

  private JsonTexts() {}

  /** Cuts a value if it is a text, or the texts among the items of a list. */
  static Object cut(Object value, int longest) {
    if (value instanceof String text) {
      return cut(text, longest);
    }
    return value instanceof JsonArray list
        ? new JsonArray(list.stream().map(item -> cut(item, longest)).toList())
        : value;
  }

  /**
   * Cuts a text.
   *
   * @param longest in bytes of UTF-8
   */
  static String cut(String text, int longest) {
    return bytes(text) <= longest
        ? text
        : text.substring(0, end(text, longest - bytes(ELLIPSIS))) + ELLIPSIS;
  }

  /** Returns the end of the last grapheme that fits. */
  private static int end(String text, int longest) {
    var graphemes = GRAPHEME.matcher(text);
    var end = 0;
    var room = longest;
    while (graphemes.find() && (room -= bytes(graphemes.group())) >= 0) {
      end = graphemes.end();
    }
    return end;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}

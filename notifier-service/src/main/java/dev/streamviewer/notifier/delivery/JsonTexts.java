package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.text.TextCut;
import io.vertx.core.json.JsonArray;

/** Cuts long texts between graphemes, so that no half of a character remains. */
final class JsonTexts {
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
        : TextCut.beginning(text, longest - bytes(ELLIPSIS), JsonTexts::bytes) + ELLIPSIS;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}

package dev.streamviewer.platform.text;

import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Cuts texts between graphemes: characters as people see them, such as an emoji of several code
 * points.
 */
public final class TextCut {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private TextCut() {}

  /**
   * Returns the longest beginning of a text that ends between graphemes.
   *
   * @param limit the longest beginning, in the units of {@code size}
   * @param size measures a grapheme, for example in bytes
   */
  public static String beginning(String text, int limit, ToIntFunction<String> size) {
    var graphemes = GRAPHEME.matcher(text);
    var end = 0;
    var room = limit;
    while (graphemes.find() && (room -= size.applyAsInt(graphemes.group())) >= 0) {
      end = graphemes.end();
    }
    return text.substring(0, end);
  }
}

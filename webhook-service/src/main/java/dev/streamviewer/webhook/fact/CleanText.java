package dev.streamviewer.webhook.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Cleaning of texts that strangers wrote, so that they fit into one line of a sentence. */
final class CleanText {
  /** The limit for one text, in bytes of UTF-8. */
  static final int LIMIT = 500;

  private static final String ELLIPSIS = "…";
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /** Lone surrogates; {@code .} and classes match whole pairs. */
  private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");

  /**
   * Control characters, marks of byte order, and the signs that change the direction of the text
   * around them. Joiners stay, because emoji consist of them.
   */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\\u200B\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  /** Stacked marks, which would cover the lines above and below. No script needs so many. */
  private static final Pattern STACKED_MARKS = Pattern.compile("(\\p{M}{4})\\p{M}+");

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}\\p{M}]*");

  private CleanText() {}

  /** Returns a single line of limited length; empty if there is nothing to see. */
  static String of(String text) {
    var whole = LONE_SURROGATES.matcher(text).replaceAll("\uFFFD");
    var spaced = SPACES.matcher(whole).replaceAll(" ");
    var plain = CONTROLS.matcher(spaced).replaceAll("");
    var line = STACKED_MARKS.matcher(plain).replaceAll("$1").strip();
    return INVISIBLE.matcher(line).matches() ? "" : cut(line);
  }

  /**
   * Cuts between graphemes, so that no emoji is halved. {@code BreakIterator} of Java 17 would cut
   * a family of joined emoji into its members.
   */
  private static String cut(String line) {
    if (bytes(line) <= LIMIT) {
      return line;
    }
    var graphemes = GRAPHEME.matcher(line);
    var room = LIMIT - bytes(ELLIPSIS);
    var end = 0;
    while (graphemes.find()) {
      room -= bytes(graphemes.group());
      if (room < 0) {
        break;
      }
      end = graphemes.end();
    }
    return line.substring(0, end).strip() + ELLIPSIS;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}

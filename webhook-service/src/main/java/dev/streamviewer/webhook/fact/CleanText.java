package dev.streamviewer.webhook.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.text.TextCut;
import java.util.regex.Pattern;

/** Cleaning of texts that strangers wrote, so that they fit into one line of a sentence. */
final class CleanText {
  /** The limit for one text, in bytes of UTF-8. */
  static final int LIMIT = 500;

  private static final String ELLIPSIS = "…";
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /** Halves of characters; classes match whole pairs. */
  private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");

  /**
   * Control characters, marks of byte order and of annotations, the signs that change the direction
   * of the text around them, and signs without a look with which chat programs send a line twice.
   * Joiners stay, because emoji consist of them, and so do the tags of flags.
   */
  private static final Pattern CONTROLS =
      Pattern.compile(
          "[\\p{Cc}\\u00AD\\u034F\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u206F\\uFEFF"
              + "\\uFFF9-\\uFFFB\\x{E0000}\\x{E0001}]");

  /** Stacked marks, which would cover the lines above and below. No script needs so many. */
  private static final Pattern STACKED_MARKS = Pattern.compile("(\\p{M}{4})\\p{M}+");

  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{C}\\p{Z}\\p{M}\\u115F\\u1160\\u2800\\u3164\\uFFA0]*");

  private CleanText() {}

  /** Returns a single line of limited length; empty if there is nothing to see. */
  static String of(String text) {
    return isClean(text) ? text : cleaned(text);
  }

  /** Whether a text is one short line of ASCII, as most are: saves them the search for the rest. */
  private static boolean isClean(String text) {
    if (text.isEmpty() || text.length() > LIMIT) {
      return false;
    }
    var previous = ' ';
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character < ' ' || character > '~' || character == ' ' && previous == ' ') {
        return false;
      }
      previous = character;
    }
    return previous != ' ';
  }

  private static String cleaned(String text) {
    var whole = LONE_SURROGATES.matcher(text).replaceAll("");
    var spaced = SPACES.matcher(whole).replaceAll(" ");
    // Between two spaces, a sign without a look leaves one space.
    var plain = CONTROLS.matcher(spaced).replaceAll("").replaceAll(" {2,}", " ");
    var line = STACKED_MARKS.matcher(plain).replaceAll("$1").strip();
    return INVISIBLE.matcher(line).matches() ? "" : cut(line);
  }

  private static String cut(String line) {
    return bytes(line) <= LIMIT
        ? line
        : TextCut.beginning(line, LIMIT - bytes(ELLIPSIS), CleanText::bytes).strip() + ELLIPSIS;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}

package dev.streamviewer.gateway.http;

import java.util.regex.Pattern;

/** Quotes foreign text for our messages: shortened, and without control characters. */
public final class QuotedValue {
  private static final int MAX_LENGTH = 60;

  /** A character as people see it, such as an emoji of several code points. */
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private QuotedValue() {}

  public static String of(String text) {
    return '"' + shortened(text).replaceAll("\\p{Cntrl}", "?") + '"';
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    var end = 0;
    var characters = CHARACTER.matcher(text);
    while (characters.find() && characters.end() <= MAX_LENGTH) {
      end = characters.end();
    }
    return text.substring(0, end) + "…";
  }
}

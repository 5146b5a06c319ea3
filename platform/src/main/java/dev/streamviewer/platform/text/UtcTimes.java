package dev.streamviewer.platform.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads times in the form that Twitch writes, {@code 2026-11-29T03:00:00.123456789Z}. Java's
 * formatters take ten times as long, which a webhook with three times would feel.
 */
public final class UtcTimes {
  /** The length up to the seconds. */
  private static final int SECONDS_END = 19;

  private static final int NANO_DIGITS = 9;
  private static final String PUNCTUATION = "0000-00-00T00:00:00";

  private UtcTimes() {}

  /** Returns a time; empty for any other form, correct or not. */
  public static Optional<Instant> parse(String text) {
    return hasForm(text) ? Optional.ofNullable(instant(text)) : Optional.empty();
  }

  private static boolean hasForm(String text) {
    var fraction = text.length() - SECONDS_END - 2;
    if (text.length() != SECONDS_END + 1 && (fraction < 1 || fraction > NANO_DIGITS)
        || text.charAt(text.length() - 1) != 'Z'
        || fraction > 0 && text.charAt(SECONDS_END) != '.') {
      return false;
    }
    for (var i = 0; i < SECONDS_END; i++) {
      var expected = PUNCTUATION.charAt(i);
      if (expected == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
        return false;
      }
    }
    for (var i = SECONDS_END + 1; i < text.length() - 1; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static Instant instant(String text) {
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, SECONDS_END),
              nanos(text))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException outOfRange) {
      return null;
    }
  }

  private static int nanos(String text) {
    var begin = SECONDS_END + 1;
    var end = text.length() - 1;
    if (end <= begin) {
      return 0;
    }
    var nanos = number(text, begin, end);
    for (var digits = end - begin; digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String text, int begin, int end) {
    var number = 0;
    for (var i = begin; i < end; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}

package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Message ids in Twitch's format that carry a counter. The last group of the UUID holds four digits
 * for the source and eight for the number, so that messages at Pusher can be identified and crossed
 * off.
 */
final class EventIds {
  static final String PREFIX = "00000000-0000-4000-8000-";
  static final int DIGITS = 12;

  private static final int NUMBER_DIGITS = 8;
  private static final byte[] PREFIX_BYTES = PREFIX.getBytes(US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /** Receives each found id. */
  interface Found {
    void accept(int source, int sequence);
  }

  private EventIds() {}

  static byte[] digits(int source, long sequence) {
    var digits = new byte[DIGITS];
    var rest = (long) source << (4 * NUMBER_DIGITS) | sequence;
    for (var i = DIGITS - 1; i >= 0; i--) {
      digits[i] = HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
    return digits;
  }

  /** Finds the id of each event in the body of a publish, where the id directly follows its key. */
  static void find(byte[] body, Found found) {
    for (var i = 0; i <= body.length - PREFIX_BYTES.length - DIGITS; i++) {
      if (isPrefix(body, i) && isMessageId(body, i)) {
        i += PREFIX_BYTES.length;
        found.accept(
            number(body, i, DIGITS - NUMBER_DIGITS),
            number(body, i + DIGITS - NUMBER_DIGITS, NUMBER_DIGITS));
      }
    }
  }

  /**
   * Whether an id is the message's own: the first field of the data. Events contain further ids of
   * the same form.
   */
  private static boolean isMessageId(byte[] body, int at) {
    for (var i = at - 1; i > at - 12 && i > 1; i--) {
      if (body[i] == '{') {
        return body[i - 1] == '"';
      }
    }
    return false;
  }

  private static boolean isPrefix(byte[] body, int at) {
    for (var i = 0; i < PREFIX_BYTES.length; i++) {
      if (body[at + i] != PREFIX_BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] hex, int at, int digits) {
    var number = 0;
    for (var i = at; i < at + digits; i++) {
      number = number << 4 | Character.digit(hex[i], 16);
    }
    return number;
  }
}

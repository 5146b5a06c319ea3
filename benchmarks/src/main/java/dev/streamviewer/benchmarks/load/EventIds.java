package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Message ids that look as Twitch's do and count: the last group of the UUID is four digits for who
 * sent it and eight for its number, so that what arrives at Pusher can be told apart and crossed
 * off.
 */
final class EventIds {
  static final String PREFIX = "00000000-0000-4000-8000-";
  static final int DIGITS = 12;

  private static final int NUMBER_DIGITS = 8;
  private static final byte[] MARK = PREFIX.getBytes(US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /** Takes what was found. */
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

  /** Finds the id of each event in the body of a publish; there it comes right after its key. */
  static void find(byte[] body, Found found) {
    for (var i = 0; i <= body.length - MARK.length - DIGITS; i++) {
      if (isMark(body, i) && isMessageId(body, i)) {
        i += MARK.length;
        found.accept(
            number(body, i, DIGITS - NUMBER_DIGITS),
            number(body, i + DIGITS - NUMBER_DIGITS, NUMBER_DIGITS));
      }
    }
  }

  /** Events carry ids of the same form inside; the message's own is the data's first field. */
  private static boolean isMessageId(byte[] body, int at) {
    for (var i = at - 1; i > at - 12 && i > 1; i--) {
      if (body[i] == '{') {
        return body[i - 1] == '"';
      }
    }
    return false;
  }

  private static boolean isMark(byte[] body, int at) {
    for (var i = 0; i < MARK.length; i++) {
      if (body[at + i] != MARK[i]) {
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

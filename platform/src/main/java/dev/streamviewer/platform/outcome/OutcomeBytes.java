package dev.streamviewer.platform.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** The compact form of an outcome in the memory of its process. */
final class OutcomeBytes {
  private static final int TIME_BYTES = Long.BYTES + Integer.BYTES;
  private static final byte[] NONE = {};

  private OutcomeBytes() {}

  static byte[] encode(MessageOutcome outcome) {
    var texts =
        new byte[][] {
          bytes(outcome.address()),
          bytes(outcome.message()),
          bytes(outcome.streamer()),
          bytes(outcome.outcome()),
          bytes(outcome.reason())
        };
    var size = Arrays.stream(texts).mapToInt(text -> Short.BYTES + text.length).sum();
    var bytes = ByteBuffer.allocate(TIME_BYTES + size);
    bytes.putLong(outcome.time().getEpochSecond()).putInt(outcome.time().getNano());
    for (var text : texts) {
      bytes.putShort((short) text.length).put(text);
    }
    return bytes.array();
  }

  static MessageOutcome decode(byte[] encoded) {
    var bytes = ByteBuffer.wrap(encoded);
    return new MessageOutcome(
        Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()),
        text(bytes),
        text(bytes),
        text(bytes),
        text(bytes),
        text(bytes));
  }

  private static byte[] bytes(String text) {
    return text == null ? NONE : text.getBytes(UTF_8);
  }

  /** An empty text means none: there is no empty outcome, reason or login. */
  private static String text(ByteBuffer bytes) {
    var text = new byte[bytes.getShort()];
    bytes.get(text);
    return text.length == 0 ? null : new String(text, UTF_8);
  }
}

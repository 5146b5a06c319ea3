package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Body of one call of Pusher's API, written as bytes. An event is JSON within a JSON string, so a
 * library would parse or copy each event several times.
 */
final class TriggerBatch {
  private static final byte[] BEGIN = "{\"batch\":[".getBytes(US_ASCII);
  private static final byte[] CHANNEL = "{\"channel\":\"".getBytes(US_ASCII);
  private static final byte[] NAME = "\",\"name\":\"".getBytes(US_ASCII);
  private static final byte[] DATA = "\",\"data\":\"".getBytes(US_ASCII);
  private static final byte[] END_OF_EVENT = "\"}".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /** Room for names, quotes and the usual number of escapes; the buffer grows beyond. */
  private static final int ROOM_PER_EVENT = 512;

  private final Buffer json;

  private TriggerBatch(Buffer json) {
    this.json = json;
  }

  /** Returns the body in UTF-8. */
  static Buffer json(List<PublishedEvent> events) {
    var size = events.stream().mapToInt(it -> it.data().length() + ROOM_PER_EVENT).sum();
    var batch = new TriggerBatch(Buffer.buffer(size));
    batch.json.appendBytes(BEGIN);
    for (var i = 0; i < events.size(); i++) {
      if (i > 0) {
        batch.json.appendByte((byte) ',');
      }
      batch.add(events.get(i));
    }
    return batch.json.appendBytes(END);
  }

  private void add(PublishedEvent event) {
    json.appendBytes(CHANNEL);
    addEscaped(event.channel().getBytes(UTF_8));
    json.appendBytes(NAME);
    addEscaped(event.name().getBytes(UTF_8));
    json.appendBytes(DATA);
    addEscaped(event.data().getBytes());
    json.appendBytes(END_OF_EVENT);
  }

  /** Adds text in runs between the bytes that a JSON string must escape (RFC 8259, section 7). */
  private void addEscaped(byte[] text) {
    var begin = 0;
    for (var i = 0; i < text.length; i++) {
      // Bytes of longer characters are negative.
      var needsEscape = text[i] == '"' || text[i] == '\\' || text[i] >= 0 && text[i] < ' ';
      if (needsEscape) {
        json.appendBytes(text, begin, i - begin);
        addEscape(text[i]);
        begin = i + 1;
      }
    }
    json.appendBytes(text, begin, text.length - begin);
  }

  private void addEscape(byte character) {
    json.appendByte((byte) '\\');
    if (character >= ' ') {
      json.appendByte(character);
    } else {
      json.appendBytes(new byte[] {'u', '0', '0', HEX[character >> 4], HEX[character & 15]});
    }
  }
}

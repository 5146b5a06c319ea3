package dev.streamviewer.platform.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.record.FormatVersion;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A message with many items. The format is a version, the kind, the sender's address and the number
 * of items; each item has a number, a status, and a length before its content. The frame is the
 * same in all versions, so that a process can refuse the items of a version that it does not know.
 *
 * @param from the address to which answers go
 */
public record BatchMessage(int version, Kind kind, String from, List<Item> items) {
  /** The most items of one message. */
  static final int MAX_ITEMS = 64;

  /** The most bytes of one message with more than one item. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int ITEM_FRAME = Long.BYTES + 1 + Integer.BYTES;

  /** The kind of a message. The ordinal crosses the bus, so add new kinds at the end. */
  public enum Kind {
    /** Requests. */
    ASK,
    /** Answers, each of which ends a request. */
    ANSWER,
    /** Requests without an answer yet: does the server run, and does it know them? */
    PING,
    /** The response to a ping: the requests that the server does not know. */
    PONG
  }

  /**
   * An item.
   *
   * @param number identifies the request for its sender
   * @param status of an answer: 0, or one more than the ordinal of the reason of a failure
   */
  public record Item(long number, int status, Buffer content) {
    public static final int ANSWERED = 0;

    private static final Buffer NOTHING = Buffer.buffer();

    static Item of(long number) {
      return new Item(number, ANSWERED, NOTHING);
    }

    int bytes() {
      return ITEM_FRAME + content.length();
    }
  }

  public BatchMessage(Kind kind, String from, List<Item> items) {
    this(FormatVersion.CURRENT, kind, from, items);
  }

  /** Splits items into messages within the limits; a larger item travels alone. */
  static List<BatchMessage> split(Kind kind, String from, List<Item> items) {
    var messages = new ArrayList<BatchMessage>(1);
    var begin = 0;
    var bytes = 0;
    for (var end = 0; end < items.size(); end++) {
      var size = items.get(end).bytes();
      if (end - begin == MAX_ITEMS || end > begin && bytes + size > MAX_BYTES) {
        messages.add(new BatchMessage(kind, from, items.subList(begin, end)));
        begin = end;
        bytes = 0;
      }
      bytes += size;
    }
    if (begin < items.size()) {
      messages.add(new BatchMessage(kind, from, items.subList(begin, items.size())));
    }
    return messages;
  }

  public Buffer encode() {
    var address = from.getBytes(UTF_8);
    var size = items.stream().mapToInt(Item::bytes).sum();
    var bytes = Buffer.buffer(size + address.length + 2 * Integer.BYTES);
    bytes.appendByte((byte) version).appendByte((byte) kind.ordinal());
    bytes.appendUnsignedShort(address.length).appendBytes(address);
    bytes.appendInt(items.size());
    for (var item : items) {
      bytes.appendLong(item.number()).appendByte((byte) item.status());
      bytes.appendInt(item.content().length()).appendBuffer(item.content());
    }
    return bytes;
  }

  /**
   * Decodes the frame; the contents remain bytes.
   *
   * @throws IndexOutOfBoundsException if the bytes are no such message
   */
  public static BatchMessage decode(Buffer bytes) {
    var addressEnd = 2 + Short.BYTES + bytes.getUnsignedShort(2);
    var from = bytes.getString(2 + Short.BYTES, addressEnd, UTF_8.name());
    var items = new ArrayList<Item>();
    var position = addressEnd + Integer.BYTES;
    for (var left = bytes.getInt(addressEnd); left > 0; left--) {
      var begin = position + ITEM_FRAME;
      var end = begin + bytes.getInt(begin - Integer.BYTES);
      items.add(
          new Item(
              bytes.getLong(position),
              bytes.getUnsignedByte(position + Long.BYTES),
              bytes.slice(begin, end)));
      position = end;
    }
    return new BatchMessage(
        bytes.getUnsignedByte(0), Kind.values()[bytes.getUnsignedByte(1)], from, items);
  }
}

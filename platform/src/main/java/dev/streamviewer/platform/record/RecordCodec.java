package dev.streamviewer.platform.record;

import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * The codec of a message: the same instance inside one JVM, JSON between JVMs, after its length and
 * {@link FormatVersion}.
 *
 * @see WebhookDeliveryCodec
 */
public record RecordCodec<R>(Class<R> type) implements MessageCodec<R, R> {
  /** Registers the codec of one message type. */
  public static <R> void register(EventBus bus, Class<R> type) {
    bus.registerDefaultCodec(type, new RecordCodec<>(type));
  }

  @Override
  public void encodeToWire(Buffer wire, R message) {
    var bytes = RecordJson.encode(message);
    wire.appendInt(FormatVersion.mark(bytes.length)).appendBytes(bytes);
  }

  @Override
  public R decodeFromWire(int position, Buffer wire) {
    var start = position + Integer.BYTES;
    var length = FormatVersion.unmark(wire.getInt(position), type);
    if (length > wire.length() - start) {
      throw UnreadableRecord.tooShort(type);
    }
    return RecordJson.decode(wire.getBytes(start, start + length), type);
  }

  /** Returns the same instance, since messages are immutable. */
  @Override
  public R transform(R message) {
    return message;
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}

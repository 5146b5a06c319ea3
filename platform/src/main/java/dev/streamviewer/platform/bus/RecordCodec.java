package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * A message as it travels: the same instance inside one JVM, JSON between JVMs.
 *
 * @see WebhookDeliveryCodec
 */
public record RecordCodec<R>(Class<R> type) implements MessageCodec<R, R> {
  /** Teaches a bus one type of message. */
  public static <R> void register(EventBus bus, Class<R> type) {
    bus.registerDefaultCodec(type, new RecordCodec<>(type));
  }

  @Override
  public void encodeToWire(Buffer wire, R message) {
    var bytes = RecordJson.encode(message);
    wire.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public R decodeFromWire(int position, Buffer wire) {
    var start = position + Integer.BYTES;
    return RecordJson.decode(wire.getBytes(start, start + wire.getInt(position)), type);
  }

  /** Messages are immutable, so both sides may hold the same one. */
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

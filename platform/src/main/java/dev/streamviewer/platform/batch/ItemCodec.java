package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Encodes and decodes one item of a batch. */
public interface ItemCodec<T> {
  Buffer encode(T item);

  /**
   * Decodes an item.
   *
   * @throws RuntimeException if the bytes are not such an item
   */
  T decode(Buffer bytes);

  /** A record as JSON. */
  static <T> ItemCodec<T> json(Class<T> type) {
    return new ItemCodec<>() {
      @Override
      public Buffer encode(T item) {
        return Buffer.buffer(RecordJson.encode(item));
      }

      @Override
      public T decode(Buffer bytes) {
        return RecordJson.decode(bytes.getBytes(), type);
      }
    };
  }

  /** The format of a message codec. */
  static <T> ItemCodec<T> of(MessageCodec<T, T> codec) {
    return new ItemCodec<>() {
      @Override
      public Buffer encode(T item) {
        var bytes = Buffer.buffer();
        codec.encodeToWire(bytes, item);
        return bytes;
      }

      @Override
      public T decode(Buffer bytes) {
        return codec.decodeFromWire(0, bytes);
      }
    };
  }
}

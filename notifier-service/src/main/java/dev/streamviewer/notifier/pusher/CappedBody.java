package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Collects the beginning of a response; discards bytes beyond the limit. */
final class CappedBody implements WriteStream<Buffer> {
  private final int limit;
  private final Buffer bytes = Buffer.buffer();

  CappedBody(int limit) {
    this.limit = limit;
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    var room = Math.min(chunk.length(), limit - bytes.length());
    bytes.appendBuffer(chunk, 0, room);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    return this;
  }
}

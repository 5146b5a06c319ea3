package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** The beginning of a response; what is beyond the limit is read and thrown away. */
final class CappedBody implements WriteStream<Buffer> {
  private final int most;
  private final Buffer bytes = Buffer.buffer();

  CappedBody(int most) {
    this.most = most;
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    var room = Math.min(chunk.length(), most - bytes.length());
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

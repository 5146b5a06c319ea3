package dev.streamviewer.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;

/** Collects the beginning of a response; discards bytes beyond the limit. */
final class CappedBody implements BodyStream<Buffer> {
  private final int limit;
  private final Buffer bytes = Buffer.buffer();
  private final Promise<Buffer> result = Promise.promise();

  CappedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    var room = Math.min(chunk.length(), limit - bytes.length());
    bytes.appendBuffer(chunk, 0, room);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    result.tryComplete(bytes);
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> result() {
    return result.future();
  }

  /** Fails the result, after the connection broke. */
  @Override
  public void handle(Throwable failure) {
    result.tryFail(failure);
  }

  @Override
  public CappedBody exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public CappedBody setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public CappedBody drainHandler(Handler<Void> handler) {
    return this;
  }
}

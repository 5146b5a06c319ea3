package dev.streamviewer.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads bodies whole, as far as they are small and come soon. */
final class Bodies {
  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset=\\S+)?\\s*", Pattern.CASE_INSENSITIVE);

  private final Vertx vertx;
  private final long deadline;

  Bodies(Vertx vertx, Duration deadline) {
    this.vertx = vertx;
    this.deadline = deadline.toMillis();
  }

  /** As {@link #read}, if the request says that it is JSON. It is not parsed. */
  Future<Buffer> readJson(HttpServerRequest request, int limit) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && JSON.matcher(type).matches()
        ? read(request, limit)
        : Future.failedFuture(Refusal.contentType(type, "application/json"));
  }

  /**
   * Reads the raw bytes. Call it before anything asynchronous, or the first bytes are lost.
   *
   * @return fails with a {@link Refusal} when there are too many, they take too long or break off
   */
  Future<Buffer> read(HttpServerRequest request, int limit) {
    if (declaredLength(request) > limit) {
      return Future.failedFuture(Refusal.oversize(limit));
    }
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
    return collect(request, limit);
  }

  private Future<Buffer> collect(HttpServerRequest request, int limit) {
    var bytes = Buffer.buffer();
    var whole = Promise.<Buffer>promise();
    request.handler(
        chunk -> {
          if (bytes.length() + chunk.length() > limit) {
            whole.tryFail(Refusal.oversize(limit));
          } else if (!whole.future().isComplete()) {
            bytes.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> whole.tryComplete(bytes));
    request.exceptionHandler(broken -> whole.tryFail(Refusal.brokenBody()));
    limitTime(whole);
    return whole.future();
  }

  /** Nearly all bodies are read in the same turn of the event loop as their head: no timer then. */
  private void limitTime(Promise<Buffer> whole) {
    vertx.runOnContext(
        turn -> {
          if (!whole.future().isComplete()) {
            var timer = vertx.setTimer(deadline, late -> whole.tryFail(Refusal.slowBody()));
            whole.future().onComplete(done -> vertx.cancelTimer(timer));
          }
        });
  }

  /** The length that the request announces; 0 when it does not, as chunked ones do not. */
  private static long declaredLength(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}

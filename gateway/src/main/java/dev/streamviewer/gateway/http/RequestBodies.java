package dev.streamviewer.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads bodies whole, as long as they are small and arrive soon, and counts their bytes against one
 * budget. Only bytes that have arrived count: an announcement costs its sender nothing, so it must
 * not keep others out.
 */
public final class RequestBodies {
  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset=\\S+)?\\s*", Pattern.CASE_INSENSITIVE);

  private final Vertx vertx;
  private final long deadline;
  private final ByteBudget budget;
  private final ClientAddresses clients;

  public RequestBodies(Vertx vertx, Duration deadline, ByteBudget budget, ClientAddresses clients) {
    this.vertx = vertx;
    this.deadline = deadline.toMillis();
    this.budget = budget;
    this.clients = clients;
  }

  /**
   * Refuses a request that does not say that its body is JSON.
   *
   * @throws RejectedRequest if so
   */
  public static void expectJson(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !JSON.matcher(type).matches()) {
      throw RejectedRequest.contentType(type, "application/json");
    }
  }

  /**
   * Reads the raw bytes and uses them. Call it before anything asynchronous, or the first bytes are
   * lost.
   *
   * @param use the bytes count until what it returns is complete
   * @return fails with a {@link RejectedRequest} when there are too many, they take too long or
   *     break off
   */
  public <T> Future<T> read(HttpServerRequest request, int limit, Function<Buffer, Future<T>> use) {
    if (AnnouncedBody.length(request) > limit) {
      return Future.failedFuture(RejectedRequest.oversize(limit));
    }
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
    var arriving = new ArrivingBody(clients.of(request), limit);
    arriving.collect(request);
    limitTime(arriving.whole);
    return arriving.whole.future().compose(use).onComplete(done -> arriving.giveBack());
  }

  /** Nearly all bodies are read in the same turn of the event loop as their head: no timer then. */
  private void limitTime(Promise<Buffer> whole) {
    vertx.runOnContext(
        turn -> {
          if (!whole.future().isComplete()) {
            var timer = vertx.setTimer(deadline, late -> whole.tryFail(RejectedRequest.slowBody()));
            whole.future().onComplete(done -> vertx.cancelTimer(timer));
          }
        });
  }

  /** The part of a body that is here. */
  private final class ArrivingBody {
    private final Promise<Buffer> whole = Promise.promise();
    private final Buffer bytes = Buffer.buffer();
    private final String client;
    private final int limit;

    ArrivingBody(String client, int limit) {
      this.client = client;
      this.limit = limit;
    }

    void collect(HttpServerRequest request) {
      request.handler(this::append);
      request.endHandler(end -> whole.tryComplete(bytes));
      request.exceptionHandler(broken -> whole.tryFail(RejectedRequest.brokenBody()));
    }

    private void append(Buffer chunk) {
      if (whole.future().isComplete()) {
        return;
      }
      if (bytes.length() + chunk.length() > limit) {
        whole.tryFail(RejectedRequest.oversize(limit));
      } else if (budget.take(client, chunk.length())) {
        bytes.appendBuffer(chunk);
      } else {
        whole.tryFail(RejectedRequest.bodyBudget());
      }
    }

    void giveBack() {
      budget.giveBack(client, bytes.length());
    }
  }
}

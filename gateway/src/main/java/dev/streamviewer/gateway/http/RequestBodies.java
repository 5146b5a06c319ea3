package dev.streamviewer.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads whole bodies that are small and arrive soon, and counts their bytes against a budget. Only
 * bytes that have arrived count: an announcement costs the sender nothing, so it must not shut out
 * other clients.
 */
public final class RequestBodies {
  private static final String APPLICATION_JSON = "application/json";
  private static final Pattern JSON =
      Pattern.compile(APPLICATION_JSON + "(\\s*;\\s*charset=\\S+)?\\s*", Pattern.CASE_INSENSITIVE);

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
   * Requires a JSON content type.
   *
   * @throws RejectedRequest if the content type is missing or different
   */
  public static void expectJson(MultiMap headers) {
    var type = headers.get(HttpHeaders.CONTENT_TYPE);
    var json = APPLICATION_JSON.equals(type) || type != null && JSON.matcher(type).matches();
    if (!json) {
      throw RejectedRequest.contentType(type, APPLICATION_JSON);
    }
  }

  /**
   * Reads the raw bytes and passes them on. Call before anything asynchronous, or the first bytes
   * are lost.
   *
   * @param use receives the bytes, which count until the returned future completes
   * @return fails with a {@link RejectedRequest} when the body is too large, too slow or broken off
   */
  public <T> Future<T> read(HttpServerRequest request, int limit, Function<Buffer, Future<T>> use) {
    if (AnnouncedBody.length(request.headers()) > limit) {
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

  /**
   * Starts a timer only for bodies that do not arrive in the same turn of the event loop as their
   * head. Nearly all do.
   */
  private void limitTime(Promise<Buffer> whole) {
    vertx.runOnContext(
        turn -> {
          if (!whole.future().isComplete()) {
            var timer = vertx.setTimer(deadline, late -> whole.tryFail(RejectedRequest.slowBody()));
            whole.future().onComplete(done -> vertx.cancelTimer(timer));
          }
        });
  }

  /** The bytes of a body that have arrived so far. */
  private final class ArrivingBody {
    private final Promise<Buffer> whole = Promise.promise();
    private final String client;
    private final int limit;
    private Buffer bytes = Buffer.buffer();
    private boolean collecting;

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
        add(chunk);
      } else {
        whole.tryFail(RejectedRequest.bodyBudget());
      }
    }

    /** Takes over a body of one chunk, as most are; collects the chunks of others. */
    private void add(Buffer chunk) {
      if (bytes.length() == 0) {
        bytes = chunk;
        return;
      }
      if (!collecting) {
        bytes = Buffer.buffer().appendBuffer(bytes);
        collecting = true;
      }
      bytes.appendBuffer(chunk);
    }

    void giveBack() {
      budget.giveBack(client, bytes.length());
    }
  }
}

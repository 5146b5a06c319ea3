package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.wire.WorkLimiter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Posts messages to callbacks with bounded concurrency. Like Twitch, the client follows no
 * redirects.
 */
public final class CallbackClient {
  private static final int MAX_CONCURRENT = 64;
  private static final int MAX_QUEUED = 20_000;

  private final HttpClient http;
  private final WorkLimiter limiter = new WorkLimiter(MAX_CONCURRENT, MAX_QUEUED);
  private final Duration timeout;

  public CallbackClient(Vertx vertx, Duration timeout) {
    this.timeout = timeout;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MAX_CONCURRENT));
  }

  /**
   * Posts a message. The future never fails: a network error becomes an {@link Answer} without a
   * status.
   */
  Future<Answer> post(SignedRequest signed, int retry) {
    return limiter
        .run(() -> exchange(signed, retry))
        .recover(fault -> Future.succeededFuture(Answer.none(fault.getMessage())));
  }

  private Future<Answer> exchange(SignedRequest signed, int retry) {
    var started = System.nanoTime();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(signed.target().callback())
            .setHeaders(signed.headers(retry))
            .setTimeout(timeout.toMillis());
    return http.request(options)
        .compose(open -> open.send(signed.message().body()))
        .compose(
            response ->
                response
                    .body()
                    .map(body -> new Answer(response.statusCode(), body.toString(), "", 0)))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .recover(fault -> Future.succeededFuture(Answer.none(fault.getMessage())))
        .map(answer -> answer.withDuration(System.nanoTime() - started));
  }

  public Future<Void> close() {
    return http.close();
  }

  /**
   * Response of a callback.
   *
   * @param status HTTP status; 0 without a response
   */
  record Answer(int status, String body, String fault, long millis) {
    static Answer none(String fault) {
      return new Answer(0, "", fault, 0);
    }

    Answer withDuration(long nanos) {
      return new Answer(status, body, fault, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }
}

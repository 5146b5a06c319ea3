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
 * Posts messages to callbacks, so many at a time. No redirects are followed, as Twitch does not.
 */
public final class CallbackClient {
  private static final int AT_A_TIME = 64;
  private static final int WAITING = 20_000;

  private final HttpClient http;
  private final WorkLimiter lanes = new WorkLimiter(AT_A_TIME, WAITING);
  private final Duration timeout;

  public CallbackClient(Vertx vertx, Duration timeout) {
    this.timeout = timeout;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_A_TIME));
  }

  /** Never fails: trouble on the way is an answer, too. */
  Future<Answer> post(SignedRequest post, int retry) {
    return lanes
        .run(() -> exchange(post, retry))
        .recover(fault -> Future.succeededFuture(Answer.none(fault.getMessage())));
  }

  private Future<Answer> exchange(SignedRequest post, int retry) {
    var started = System.nanoTime();
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(post.target().callback())
            .setHeaders(post.headers(retry))
            .setTimeout(timeout.toMillis());
    return http.request(request)
        .compose(open -> open.send(post.message().body()))
        .compose(
            response ->
                response
                    .body()
                    .map(body -> new Answer(response.statusCode(), body.toString(), "", 0)))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .recover(fault -> Future.succeededFuture(Answer.none(fault.getMessage())))
        .map(answer -> answer.after(System.nanoTime() - started));
  }

  public Future<Void> close() {
    return http.close();
  }

  /**
   * What came back.
   *
   * @param status 0 when there was no answer
   */
  record Answer(int status, String body, String fault, long millis) {
    static Answer none(String fault) {
      return new Answer(0, "", fault, 0);
    }

    Answer after(long nanos) {
      return new Answer(status, body, fault, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }
}

package dev.streamviewer.platform.http;

import dev.streamviewer.platform.async.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP client for one server, with limits on time, connections, waiting calls and the size of
 * responses. Does not follow redirects, which could lead a token to another server.
 */
public final class BoundedWebClient {
  private static final int MAX_BODY_BYTES = 2 << 20;

  /** Servers close idle connections; a call on a closed connection would fail. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final String server;
  private final Limits limits;
  private final WebClient web;

  /**
   * Limits of a client.
   *
   * @param connect the time for a connection
   * @param silence the time without any byte of a response
   * @param total the time of a whole call
   * @param connections the most calls under way at once
   * @param waiting the most calls that wait for a connection
   */
  public record Limits(
      Duration connect, Duration silence, Duration total, int connections, int waiting) {}

  /**
   * @param server the name of the server in error messages
   */
  public BoundedWebClient(Vertx vertx, String server, Limits limits) {
    this.server = server;
    this.limits = limits;
    var options =
        new WebClientOptions()
            .setUserAgent("streamer-event-viewer")
            .setFollowRedirects(false)
            .setConnectTimeout((int) limits.connect().toMillis())
            .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds());
    var pool =
        new PoolOptions()
            .setHttp1MaxSize(limits.connections())
            .setMaxWaitQueueSize(limits.waiting());
    this.web = WebClient.create(vertx, options, pool);
  }

  /**
   * Creates a request, to be sent by {@link #inTime}. Of a response beyond 2 MB, only the beginning
   * is read.
   */
  public HttpRequest<Buffer> request(HttpMethod method, String url) {
    return web.requestAbs(method, url)
        .timeout(limits.silence().toMillis())
        .as(() -> new CappedBody(MAX_BODY_BYTES));
  }

  /** Limits the time of a call. Errors do not contain the URL, whose query may be signed. */
  public <T> Future<T> inTime(Future<T> call) {
    var name = "The call of " + server;
    return Timeouts.ofCall(
        limits.total(), name, call.recover(failure -> withoutUrl(name, failure)));
  }

  public void close() {
    web.close();
  }

  private <T> Future<T> withoutUrl(String call, Throwable failure) {
    return Future.failedFuture(
        failure instanceof TimeoutException
            ? new TimeoutException(
                "%s got no response within %d ms".formatted(call, limits.silence().toMillis()))
            : failure);
  }
}

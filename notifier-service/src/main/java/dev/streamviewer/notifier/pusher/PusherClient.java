package dev.streamviewer.notifier.pusher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.pusher.rest.PusherAbstract;
import com.pusher.rest.data.Event;
import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.EventPayload;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Pusher's library over Vert.x's HTTP client. The library knows the API and signs. Vert.x sends: no
 * thread waits, no request is repeated silently, and every call has a deadline.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
 */
public final class PusherClient extends PusherAbstract<Future<SinkResponse>> {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CALL_TIMEOUT = Duration.ofMillis(2500);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** Any client may occupy any number of channels, and Pusher lists them all. */
  private static final int MAX_RESPONSE_BYTES = 2 << 20;

  private final CredentialCheck credentials;
  private final WebClient web;

  /**
   * @param credentials is updated by each response
   * @param connections the number of calls that may be under way at once
   */
  public PusherClient(
      Vertx vertx, PusherConfig config, CredentialCheck credentials, int connections) {
    super(config.appId(), config.server().key(), config.secret().value());
    this.credentials = credentials;
    setHost(config.authority());
    setEncrypted(config.server().tls());
    var options =
        new WebClientOptions()
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
            // Pusher closes idle connections; a call on a closed connection would fail.
            .setKeepAliveTimeout((int) IDLE_TIMEOUT.toSeconds())
            .setUserAgent("streamer-event-viewer");
    options.setFollowRedirects(false);
    this.web =
        WebClient.create(
            vertx,
            options,
            new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
  }

  /** Publishes up to ten events in one call. */
  Future<SinkResponse> publish(List<Event> events) {
    return post("/batch_events", TriggerBatch.of(events).json());
  }

  /**
   * Publishes events. Pusher rejects a call as a whole if one part is bad, so all get one response.
   */
  public Future<List<SinkResponse>> deliver(List<QueuedEvent> deliveries) {
    var events =
        deliveries.stream()
            .map(it -> new Event(it.channel(), it.event().type(), EventPayload.of(it.encoded())))
            .toList();
    return publish(events).map(response -> Collections.nCopies(events.size(), response));
  }

  /** Lists the occupied channels. */
  public Future<SinkResponse> channels() {
    return get("/channels");
  }

  public void close() {
    web.close();
  }

  @Override
  protected Future<SinkResponse> doGet(URI uri) {
    var body = new CappedBody(MAX_RESPONSE_BYTES);
    var request = web.getAbs(uri.toString()).as(BodyCodec.pipe(body));
    return send(request, Buffer.buffer(), it -> body.text());
  }

  @Override
  protected Future<SinkResponse> doPost(URI uri, String body) {
    var request = web.postAbs(uri.toString()).putHeader("Content-Type", "application/json");
    return send(request, Buffer.buffer(body), it -> it.body() == null ? "" : it.bodyAsString());
  }

  private <B> Future<SinkResponse> send(
      HttpRequest<B> request, Buffer body, Function<HttpResponse<B>, String> text) {
    return request
        .sendBuffer(body)
        .timeout(CALL_TIMEOUT.toMillis(), MILLISECONDS)
        .map(response -> toSinkResponse(response, text.apply(response)))
        .onSuccess(credentials::onResponse)
        .onFailure(credentials::onFailure);
  }

  private static SinkResponse toSinkResponse(HttpResponse<?> response, String text) {
    return new SinkResponse(
        response.statusCode(), text, retryAfter(response.getHeader("Retry-After")));
  }

  /** Reads the seconds of the header; the alternative form, a date, counts as zero. */
  private static Duration retryAfter(String header) {
    return header != null && header.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }
}

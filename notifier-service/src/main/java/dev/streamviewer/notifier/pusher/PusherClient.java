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
 * Pusher's own library over Vert.x's HTTP client: the library knows the API and signs, Vert.x does
 * the rest, so that no thread waits, nothing is resent in secret and every call ends in time.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
 */
public final class PusherClient extends PusherAbstract<Future<SinkResponse>> {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofMillis(2500);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Anybody may occupy any number of channels, and Pusher lists them all. */
  private static final int MOST_BYTES = 2 << 20;

  private final CredentialCheck credentials;
  private final WebClient web;

  /**
   * @param credentials learns from each answer
   * @param connections how many calls may be under way at once
   */
  public PusherClient(
      Vertx vertx, PusherConfig config, CredentialCheck credentials, int connections) {
    super(config.appId(), config.server().key(), config.secret().value());
    this.credentials = credentials;
    setHost(config.authority());
    setEncrypted(config.server().tls());
    var options =
        new WebClientOptions()
            .setConnectTimeout((int) CONNECT.toMillis())
            // Pusher closes idle connections; one that it has closed fails the first call after.
            .setKeepAliveTimeout((int) IDLE.toSeconds())
            .setUserAgent("streamer-event-viewer");
    options.setFollowRedirects(false);
    this.web =
        WebClient.create(
            vertx,
            options,
            new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections));
  }

  /** Publishes up to ten events with one call. */
  Future<SinkResponse> publish(List<Event> events) {
    return post("/batch_events", TriggerBatch.of(events).json());
  }

  /** Publishes events; since nothing of a call is taken if a part is bad, all have one answer. */
  public Future<List<SinkResponse>> deliver(List<QueuedEvent> deliveries) {
    var events =
        deliveries.stream()
            .map(it -> new Event(it.channel(), it.event().type(), EventPayload.of(it.encoded())))
            .toList();
    return publish(events).map(answer -> Collections.nCopies(events.size(), answer));
  }

  /** The channels that have listeners. */
  public Future<SinkResponse> channels() {
    return get("/channels");
  }

  public void close() {
    web.close();
  }

  @Override
  protected Future<SinkResponse> doGet(URI uri) {
    var body = new CappedBody(MOST_BYTES);
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
        .timeout(CALL.toMillis(), MILLISECONDS)
        .map(response -> answer(response, text.apply(response)))
        .onSuccess(credentials::judge)
        .onFailure(credentials::silent);
  }

  private static SinkResponse answer(HttpResponse<?> response, String text) {
    return new SinkResponse(
        response.statusCode(), text, retryAfter(response.getHeader("Retry-After")));
  }

  /** The header's seconds; its other form, a date, counts as none. */
  private static Duration retryAfter(String header) {
    return header != null && header.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }
}

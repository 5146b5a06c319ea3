package dev.streamviewer.notifier.pusher;

import com.pusher.rest.PusherAbstract;
import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Pusher's library over Vert.x's HTTP client. The library signs, and knows the API of everything
 * but events, whose calls are frequent and therefore made of bytes. Vert.x sends: no thread waits,
 * no request is repeated silently, and every call has a deadline.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
 */
public final class PusherClient extends PusherAbstract<Future<SinkResponse>> {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CALL_TIMEOUT = Duration.ofMillis(2500);

  private final CredentialCheck credentials;
  private final BoundedWebClient web;
  private final String eventsPath;
  private final String eventsUrl;

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
    eventsPath = "/apps/" + config.appId() + "/batch_events";
    eventsUrl = scheme + "://" + host + eventsPath;
    this.web =
        new BoundedWebClient(
            vertx,
            "Pusher",
            new Limits(CONNECT_TIMEOUT, CALL_TIMEOUT, CALL_TIMEOUT, connections, connections));
  }

  /** Publishes up to ten events in one call. */
  Future<SinkResponse> publish(List<PublishedEvent> events) {
    var body = TriggerBatch.json(events);
    var now = Instant.now().getEpochSecond();
    var query = CallSignature.query(key, secret, eventsPath, body, now);
    return post(eventsUrl + "?" + query, body)
        .map(response -> PusherLimits.judge(response, events))
        .onSuccess(credentials::onEventResponse);
  }

  /**
   * Publishes events. Pusher rejects a call as a whole if one part is bad, so all get one response.
   */
  public Future<List<SinkResponse>> deliver(List<QueuedEvent> deliveries) {
    var events = deliveries.stream().map(it -> PublishedEvent.of(it.encoded())).toList();
    return publish(events).map(response -> Collections.nCopies(events.size(), response));
  }

  /**
   * Lists the occupied channels. Any client may occupy any number of channels, so a long list is
   * cut short.
   */
  public Future<SinkResponse> channels() {
    return get("/channels");
  }

  public void close() {
    web.close();
  }

  @Override
  protected Future<SinkResponse> doGet(URI uri) {
    return send(web.request(HttpMethod.GET, uri.toString()), Buffer.buffer())
        .onSuccess(credentials::onResponse);
  }

  @Override
  protected Future<SinkResponse> doPost(URI uri, String body) {
    return post(uri.toString(), Buffer.buffer(body));
  }

  private Future<SinkResponse> post(String url, Buffer body) {
    var request = web.request(HttpMethod.POST, url).putHeader("Content-Type", "application/json");
    return send(request, body);
  }

  private Future<SinkResponse> send(HttpRequest<Buffer> request, Buffer body) {
    return web.inTime(request.sendBuffer(body))
        .map(PusherClient::toSinkResponse)
        .onFailure(credentials::onFailure);
  }

  private static SinkResponse toSinkResponse(HttpResponse<Buffer> response) {
    return new SinkResponse(
        response.statusCode(),
        response.bodyAsString(),
        retryAfter(response.getHeader("Retry-After")));
  }

  /** Reads the seconds of the header; the alternative form, a date, counts as zero. */
  private static Duration retryAfter(String header) {
    return header != null && header.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : Duration.ZERO;
  }
}

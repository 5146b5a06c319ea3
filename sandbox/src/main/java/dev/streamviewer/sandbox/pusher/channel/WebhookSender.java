package dev.streamviewer.sandbox.pusher.channel;

import dev.streamviewer.sandbox.wire.BoundedHistory;
import dev.streamviewer.sandbox.wire.HmacSignature;
import dev.streamviewer.sandbox.wire.WorkLimiter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Posts signed webhooks; retries for five minutes until the response is 2xx. */
public final class WebhookSender {
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final int MAX_CONCURRENT = 16;
  private static final int MAX_UNDELIVERED = 2_000;

  private final Vertx vertx;
  private final HttpClient http;
  private final PusherApp app;
  private final Clock clock;
  private final long firstPause;
  private final WorkLimiter limiter = new WorkLimiter(MAX_CONCURRENT, MAX_UNDELIVERED);
  private final BoundedHistory<JsonObject> history = new BoundedHistory<>(200);
  private volatile URI target;
  private int undelivered;

  public WebhookSender(Vertx vertx, PusherApp app, Clock clock, Duration firstPause) {
    this.vertx = vertx;
    this.http = vertx.createHttpClient();
    this.app = app;
    this.clock = clock;
    this.firstPause = firstPause.toMillis();
  }

  /**
   * Sets the target of the webhooks; null turns the webhooks off. May be called from any thread.
   */
  public void sendTo(URI target) {
    this.target = target;
  }

  public URI target() {
    return target;
  }

  /** Sends a webhook. Beyond the bound the webhook is lost, as at Pusher when retries run out. */
  void send(JsonObject event) {
    var to = target;
    if (to == null || undelivered >= MAX_UNDELIVERED) {
      return;
    }
    undelivered++;
    var body =
        new JsonObject().put("time_ms", clock.millis()).put("events", new JsonArray().add(event));
    attempt(new Hook(to, event, body.encode(), clock.millis()), 1)
        .onComplete(over -> undelivered--);
  }

  private Future<Void> attempt(Hook hook, int attempt) {
    return limiter
        .run(() -> post(hook))
        .map(HttpClientResponse::statusCode)
        .recover(noAnswer -> Future.succeededFuture(0))
        .compose(
            status -> {
              history.add(hook.describe(attempt, status));
              var delivered = status >= 200 && status < 300;
              return delivered || isTooOld(hook) ? Future.succeededFuture() : retry(hook, attempt);
            });
  }

  private Future<Void> retry(Hook hook, int attempt) {
    var pause = Math.min(firstPause << Math.min(attempt - 1, 16), MAX_PAUSE.toMillis());
    return vertx.timer(pause, TimeUnit.MILLISECONDS).compose(waited -> attempt(hook, attempt + 1));
  }

  private boolean isTooOld(Hook hook) {
    return clock.millis() - hook.createdAt() > GIVE_UP_AFTER.toMillis();
  }

  private Future<HttpClientResponse> post(Hook hook) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(hook.target().toString())
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/json")
            .putHeader("X-Pusher-Key", app.key())
            .putHeader("X-Pusher-Signature", HmacSignature.sha256(app.secret(), hook.body()));
    return http.request(request)
        .compose(open -> open.send(hook.body()))
        .compose(response -> response.end().map(response))
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  public List<JsonObject> newest(int limit) {
    return history.newest(limit);
  }

  public Future<Void> close() {
    return http.close();
  }

  private record Hook(URI target, JsonObject event, String body, long createdAt) {
    JsonObject describe(int attempt, int status) {
      return event.copy().put("attempt", attempt).put("status", status);
    }
  }
}

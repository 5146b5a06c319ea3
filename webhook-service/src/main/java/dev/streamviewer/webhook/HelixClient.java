package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.AppToken;
import dev.streamviewer.platform.contract.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls Twitch's API with the app access token: keeps within the rate limit, renews the token on
 * 401, waits once on 429, and gives up in time.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/">Twitch API concepts</a>
 */
final class HelixClient {
  private static final Logger log = LoggerFactory.getLogger(HelixClient.class);

  private static final int CONNECTIONS = 10;
  private static final int WAITING = 500;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(3);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final Vertx vertx;
  private final WebClient web;
  private final URI helix;
  private final Function<Secret, Future<AppToken>> appToken;
  private final HelixPoints points;
  private final TwitchHealth health;
  private final Clock clock;

  /** How many calls wait for a point. */
  private int waiting;

  /**
   * Twitch's answer, whatever it says; 5xx and silence are failures instead.
   *
   * @param body empty if there was none
   */
  record Answer(int status, JsonObject body) {
    /** Twitch's own words about an error. */
    String message() {
      return body.getString("message", "status " + status);
    }
  }

  /**
   * @param appToken gives the app access token; its argument is one that was refused, or null
   * @param points what Twitch's rate limit allows
   * @param health is told how calls end
   */
  HelixClient(
      Vertx vertx,
      URI helix,
      Function<Secret, Future<AppToken>> appToken,
      HelixPoints points,
      TwitchHealth health,
      Clock clock) {
    this.points = points;
    this.health = health;
    this.vertx = vertx;
    this.helix = helix;
    this.appToken = appToken;
    this.clock = clock;
    var options =
        new WebClientOptions()
            .setConnectTimeout((int) CONNECT.toMillis())
            .setUserAgent("streamer-event-viewer");
    options.setFollowRedirects(false);
    this.web =
        WebClient.create(
            vertx,
            options,
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  /** What to ask; {@code body} is null for a question without one. */
  private record Call(HttpMethod method, String target, JsonObject body) {
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  Future<Answer> get(String pathAndQuery) {
    return answer(new Call(HttpMethod.GET, pathAndQuery, null));
  }

  Future<Answer> post(String path, JsonObject body) {
    return answer(new Call(HttpMethod.POST, path, body));
  }

  Future<Answer> delete(String pathAndQuery) {
    return answer(new Call(HttpMethod.DELETE, pathAndQuery, null));
  }

  Future<Answer> patch(String path, JsonObject body) {
    return answer(new Call(HttpMethod.PATCH, path, body));
  }

  /** The client id of this application. */
  Future<String> clientId() {
    return appToken.apply(null).map(AppToken::clientId);
  }

  /** How many calls wait for the rate limit to allow them. */
  int waiting() {
    return waiting;
  }

  void close() {
    web.close();
  }

  private Future<Answer> answer(Call call) {
    return appToken
        .apply(null)
        .compose(
            token ->
                send(call, token)
                    .compose(
                        response ->
                            switch (response.statusCode()) {
                              case UNAUTHORIZED -> withNewToken(call, token);
                              case TOO_MANY_REQUESTS -> afterTheLimit(call, token, response);
                              default -> Future.succeededFuture(response);
                            }))
        .compose(response -> read(call, response))
        .onSuccess(answer -> health.answered())
        .onFailure(health::failed);
  }

  private Future<HttpResponse<Buffer>> send(Call call, AppToken token) {
    return point(LONGEST_WAIT)
        .compose(
            mine ->
                request(call, token)
                    .onSuccess(response -> points.answered(response.headers()))
                    .onFailure(failure -> points.unanswered()));
  }

  /** One point of the rate limit, if there is one soon. */
  private Future<Void> point(Duration patience) {
    if (points.take()) {
      return Future.succeededFuture();
    }
    var wait = points.untilNext().plusMillis(1);
    if (wait.compareTo(patience) > 0 || waiting >= WAITING) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY, "Twitch lets us ask only so often. Please try again in a minute."));
    }
    waiting++;
    return vertx
        .timer(wait.toMillis(), MILLISECONDS)
        .onComplete(passed -> waiting--)
        .compose(passed -> point(patience.minus(wait)));
  }

  private Future<HttpResponse<Buffer>> request(Call call, AppToken token) {
    var request =
        web.requestAbs(call.method(), helix + call.target())
            .timeout(CALL.toMillis())
            .bearerTokenAuthentication(token.token().value())
            .putHeader("Client-Id", token.clientId());
    return (call.body() == null ? request.send() : request.sendJsonObject(call.body()))
        .timeout(CALL.plus(CONNECT).toMillis(), MILLISECONDS)
        .recover(
            failure -> {
              log.warn("{} failed: {}", call, failure.toString());
              return Future.failedFuture(unreachable(failure));
            });
  }

  /** The token may have been revoked or have expired early; one new one is worth a try. */
  private Future<HttpResponse<Buffer>> withNewToken(Call call, AppToken refused) {
    return appToken.apply(refused.token()).compose(token -> send(call, token));
  }

  /**
   * Waits until the bucket is full again, if that is soon. A 429 while points remain comes from
   * another limit, which no waiting helps.
   */
  private Future<HttpResponse<Buffer>> afterTheLimit(
      Call call, AppToken token, HttpResponse<Buffer> limited) {
    var wait = millisUntil(limited.getHeader("Ratelimit-Reset"));
    return "0".equals(limited.getHeader("Ratelimit-Remaining")) && wait <= LONGEST_WAIT.toMillis()
        ? vertx.timer(Math.max(1, wait), MILLISECONDS).compose(waited -> send(call, token))
        : Future.succeededFuture(limited);
  }

  private long millisUntil(String unixSeconds) {
    try {
      return Long.parseLong(unixSeconds) * 1000 - clock.millis();
    } catch (NumberFormatException e) {
      return LONGEST_WAIT.toMillis();
    }
  }

  private static Future<Answer> read(Call call, HttpResponse<Buffer> response) {
    var answer = new Answer(response.statusCode(), json(response));
    if (answer.status() >= 400 && answer.status() != 404 && answer.status() != 409) {
      log.warn("{} answered {}: {}", call, answer.status(), answer.message());
    }
    return answer.status() >= SERVER_ERROR || answer.status() == UNAUTHORIZED
        ? Future.failedFuture(unreachable(null))
        : Future.succeededFuture(answer);
  }

  /** A proxy in front of Twitch may answer with HTML. */
  private static JsonObject json(HttpResponse<Buffer> response) {
    try {
      var body = response.bodyAsJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  private static BusFailure unreachable(Throwable cause) {
    return new BusFailure(
        Reason.UPSTREAM, "Twitch cannot be reached just now. Please try again soon.", cause);
  }
}

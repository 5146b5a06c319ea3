package dev.streamviewer.webhook.helix;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.webhook.helix.Helix.Answer;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls Twitch's API with the app access token: keeps within the rate limit, renews the token on
 * 401, waits once on 429, and gives up in time.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/">Twitch API concepts</a>
 */
public final class HelixClient {
  private static final Logger log = LoggerFactory.getLogger(HelixClient.class);

  private static final int CONNECTIONS = 10;
  private static final int MOST_QUEUED = 500;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(3);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final Vertx vertx;

  /** A pool for each use, so that slow answers to one do not hold up another. */
  private final Map<HelixCallPurpose, WebClient> pools = new EnumMap<>(HelixCallPurpose.class);

  private final URI helix;
  private final Function<Secret, Future<AppToken>> appToken;
  private final RateLimitBucket points;
  private final HelixRateLimiter throttle;
  private final TwitchHealth health;
  private final Clock clock;

  /**
   * @param appToken gives the app access token; its argument is one that was refused, or null
   * @param points what Twitch's rate limit allows
   * @param health is told how calls end
   */
  public HelixClient(
      Vertx vertx,
      URI helix,
      Function<Secret, Future<AppToken>> appToken,
      RateLimitBucket points,
      TwitchHealth health,
      Clock clock) {
    this.points = points;
    this.throttle = new HelixRateLimiter(points, Timers.of(vertx), clock);
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
    for (var use : HelixCallPurpose.values()) {
      pools.put(
          use,
          WebClient.create(
              vertx,
              options,
              new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_QUEUED)));
    }
  }

  /** What to ask; {@code body} is null for a question without one. */
  private record Call(HelixCallPurpose use, HttpMethod method, String target, JsonObject body) {
    /** For the log: without the query, which may be what a viewer typed. */
    @Override
    public String toString() {
      var query = target.indexOf('?');
      return method + " " + (query < 0 ? target : target.substring(0, query));
    }
  }

  /** The API, for calls of one use. */
  public Helix spending(HelixCallPurpose use) {
    return new Helix() {
      @Override
      public Future<Answer> get(String pathAndQuery) {
        return answer(new Call(use, HttpMethod.GET, pathAndQuery, null));
      }

      @Override
      public Future<Answer> post(String path, JsonObject body) {
        return answer(new Call(use, HttpMethod.POST, path, body));
      }

      @Override
      public Future<Answer> patch(String path, JsonObject body) {
        return answer(new Call(use, HttpMethod.PATCH, path, body));
      }

      @Override
      public Future<Answer> delete(String pathAndQuery) {
        return answer(new Call(use, HttpMethod.DELETE, pathAndQuery, null));
      }
    };
  }

  /** The client id of this application. */
  public Future<String> clientId() {
    return appToken.apply(null).map(AppToken::clientId);
  }

  /** How many calls wait for the rate limit to allow them. */
  public int waiting() {
    return throttle.held();
  }

  public void close() {
    pools.values().forEach(WebClient::close);
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
    return throttle
        .point(call.use())
        .compose(
            mine ->
                request(call, token)
                    .onSuccess(response -> points.answered(response.headers()))
                    .onFailure(failure -> points.unanswered()));
  }

  private Future<HttpResponse<Buffer>> request(Call call, AppToken token) {
    var request =
        pools
            .get(call.use())
            .requestAbs(call.method(), helix + call.target())
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

package dev.streamviewer.webhook.helix;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.webhook.config.WatchDeadlines;
import dev.streamviewer.webhook.helix.Helix.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls Twitch's API with the app access token: respects the rate limit, renews the token on 401,
 * waits once on 429, and times out.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/">Twitch API concepts</a>
 */
public final class HelixClient {
  private static final Logger log = LoggerFactory.getLogger(HelixClient.class);

  private static final WatchDeadlines DEADLINES = WatchDeadlines.STANDARD;
  private static final Limits LIMITS =
      new Limits(
          DEADLINES.helixConnect(),
          DEADLINES.helixCall(),
          DEADLINES.helixConnect().plus(DEADLINES.helixCall()),
          10,
          500);
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final Vertx vertx;

  /** A pool for each purpose, so that slow answers do not delay other purposes. */
  private final Map<HelixCallPurpose, BoundedWebClient> pools =
      new EnumMap<>(HelixCallPurpose.class);

  private final URI helix;
  private final Function<Secret, Future<AppToken>> appToken;
  private final RateLimitBucket bucket;
  private final HelixRateLimiter rateLimiter;
  private final TwitchHealth health;
  private final Clock clock;

  /**
   * @param appToken supplies the app access token; the argument is a rejected token, or null
   * @param bucket Twitch's rate limit
   * @param health receives the result of each call
   */
  public HelixClient(
      Vertx vertx,
      URI helix,
      Function<Secret, Future<AppToken>> appToken,
      RateLimitBucket bucket,
      TwitchHealth health,
      Clock clock) {
    this.bucket = bucket;
    this.rateLimiter = new HelixRateLimiter(bucket, Timers.of(vertx), clock);
    this.health = health;
    this.vertx = vertx;
    this.helix = helix;
    this.appToken = appToken;
    this.clock = clock;
    for (var purpose : HelixCallPurpose.values()) {
      pools.put(purpose, new BoundedWebClient(vertx, "Helix", LIMITS));
    }
  }

  /** A call; {@code body} is null for a call without a body. */
  private record Call(HelixCallPurpose purpose, HttpMethod method, String target, JsonObject body) {
    /** For logs; omits the query, which may contain a viewer's input. */
    @Override
    public String toString() {
      var query = target.indexOf('?');
      return method + " " + (query < 0 ? target : target.substring(0, query));
    }
  }

  /** Returns the API for calls of one purpose. */
  public Helix spending(HelixCallPurpose purpose) {
    return new Helix() {
      @Override
      public Future<Answer> get(String pathAndQuery) {
        return answer(new Call(purpose, HttpMethod.GET, pathAndQuery, null));
      }

      @Override
      public Future<Answer> post(String path, JsonObject body) {
        return answer(new Call(purpose, HttpMethod.POST, path, body));
      }

      @Override
      public Future<Answer> patch(String path, JsonObject body) {
        return answer(new Call(purpose, HttpMethod.PATCH, path, body));
      }

      @Override
      public Future<Answer> delete(String pathAndQuery) {
        return answer(new Call(purpose, HttpMethod.DELETE, pathAndQuery, null));
      }
    };
  }

  /** Returns the client id of this application. */
  public Future<String> clientId() {
    return appToken.apply(null).map(AppToken::clientId);
  }

  /** The rate limit in calls per minute, as last announced by Twitch. */
  public int callsPerMinute() {
    return bucket.limit();
  }

  /** Number of calls that wait for the rate limit. */
  public int waiting() {
    return rateLimiter.held();
  }

  public void close() {
    pools.values().forEach(BoundedWebClient::close);
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
                              case TOO_MANY_REQUESTS -> afterReset(call, token, response);
                              default -> Future.succeededFuture(response);
                            }))
        .compose(response -> read(call, response))
        .onSuccess(answer -> health.answered())
        .onFailure(health::failed);
  }

  private Future<HttpResponse<Buffer>> send(Call call, AppToken token) {
    return rateLimiter
        .point(call.purpose())
        .compose(
            point ->
                request(call, token)
                    .onSuccess(response -> bucket.answered(response.headers()))
                    .onFailure(failure -> bucket.unanswered()));
  }

  private Future<HttpResponse<Buffer>> request(Call call, AppToken token) {
    var web = pools.get(call.purpose());
    var request =
        web.request(call.method(), helix + call.target())
            .bearerTokenAuthentication(token.token().value())
            .putHeader("Client-Id", token.clientId());
    return web.inTime(call.body() == null ? request.send() : request.sendJsonObject(call.body()))
        .recover(
            failure -> {
              log.warn("{} failed: {}", call, failure.toString());
              return Future.failedFuture(unreachable(failure));
            });
  }

  /** Retries once with a new token, because the token may have been revoked or expired early. */
  private Future<HttpResponse<Buffer>> withNewToken(Call call, AppToken rejected) {
    return appToken.apply(rejected.token()).compose(token -> send(call, token));
  }

  /**
   * Retries once the bucket is full again, if that is soon. A 429 while points remain comes from
   * another limit, so waiting does not help.
   */
  private Future<HttpResponse<Buffer>> afterReset(
      Call call, AppToken token, HttpResponse<Buffer> limited) {
    var wait = millisUntil(limited.getHeader("Ratelimit-Reset"));
    return "0".equals(limited.getHeader("Ratelimit-Remaining")) && wait <= MAX_WAIT.toMillis()
        ? vertx.timer(Math.max(1, wait), MILLISECONDS).compose(waited -> send(call, token))
        : Future.succeededFuture(limited);
  }

  private long millisUntil(String unixSeconds) {
    try {
      return Long.parseLong(unixSeconds) * 1000 - clock.millis();
    } catch (NumberFormatException e) {
      return MAX_WAIT.toMillis();
    }
  }

  private static Future<Answer> read(Call call, HttpResponse<Buffer> response) {
    var answer = new Answer(response.statusCode(), LenientJson.object(response.body()));
    if (answer.status() >= 400 && answer.status() != 404 && answer.status() != 409) {
      log.warn("{} answered {}: {}", call, answer.status(), answer.message());
    }
    return answer.status() >= SERVER_ERROR || answer.status() == UNAUTHORIZED
        ? Future.failedFuture(unreachable(null))
        : Future.succeededFuture(answer);
  }

  private static BusFailure unreachable(Throwable cause) {
    return new BusFailure(
        Reason.UPSTREAM, "Twitch cannot be reached just now. Please try again soon.", cause);
  }
}

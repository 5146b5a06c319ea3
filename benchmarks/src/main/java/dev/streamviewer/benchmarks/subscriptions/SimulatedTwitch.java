package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.Helix.Answer;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixRateLimiter;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Twitch's API in virtual time: users and streams, subscriptions, and a rate limit. The login of
 * each user is {@code s} and a number, which is the id.
 */
final class SimulatedTwitch {
  /** Calls per minute. */
  static final int RATE_LIMIT = 800;

  private static final Duration ONE_WAY = Duration.ofMillis(40);

  /** The timeout of a call. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private final SimulatedSubscriptions subscriptions;
  private final VirtualTime time;
  private final Map<HelixCallPurpose, Integer> calls = new EnumMap<>(HelixCallPurpose.class);
  private double points;
  private Instant pointsAsOf;
  private long refusals;
  private boolean down;

  SimulatedTwitch(VirtualTime time, SimulatedSubscriptions subscriptions) {
    this.time = time;
    this.subscriptions = subscriptions;
    this.points = RATE_LIMIT;
    this.pointsAsOf = time.instant();
  }

  /** Starts or ends an outage. */
  void setDown(boolean down) {
    this.down = down;
  }

  /** The number of calls since the start. */
  Map<HelixCallPurpose, Integer> calls() {
    return new EnumMap<>(calls);
  }

  /** The number of calls that the rate limit refused. */
  long refusals() {
    return refusals;
  }

  /** The API as called by one of our processes. */
  Helix api(HelixCallPurpose purpose, HelixRateLimiter rateLimiter, RateLimitBucket bucket) {
    return new Helix() {
      @Override
      public Future<Answer> get(String target) {
        return call(() -> answer(target));
      }

      @Override
      public Future<Answer> post(String path, JsonObject requested) {
        return call(() -> subscriptions.create(requested));
      }

      @Override
      public Future<Answer> patch(String path, JsonObject body) {
        throw new UnsupportedOperationException(
            "Webhook transports need no PATCH request; got " + path);
      }

      @Override
      public Future<Answer> delete(String target) {
        return call(() -> subscriptions.end(values(target).findFirst().orElseThrow()));
      }

      private Future<Answer> call(Supplier<Answer> work) {
        return rateLimiter.point(purpose).compose(granted -> arrive(purpose, work, bucket));
      }
    };
  }

  private Future<Answer> arrive(
      HelixCallPurpose purpose, Supplier<Answer> work, RateLimitBucket bucket) {
    return time.pass(ONE_WAY)
        .compose(
            arrived -> {
              calls.merge(purpose, 1, Integer::sum);
              if (down) {
                return time.pass(CALL_TIMEOUT).compose(passed -> silence(bucket));
              }
              var answer = take() ? work.get() : new Answer(429, new JsonObject());
              var left = (int) points;
              return time.pass(ONE_WAY)
                  .map(answer)
                  .onSuccess(passed -> bucket.answered(headers(left)));
            });
  }

  private static Future<Answer> silence(RateLimitBucket bucket) {
    bucket.unanswered();
    return Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Twitch does not answer"));
  }

  private MultiMap headers(int left) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Ratelimit-Limit", Integer.toString(RATE_LIMIT))
        .add("Ratelimit-Remaining", Integer.toString(left));
  }

  private boolean take() {
    var passed = Duration.between(pointsAsOf, time.instant()).toMillis();
    points = Math.min(RATE_LIMIT, points + passed * RATE_LIMIT / 60_000.0);
    pointsAsOf = time.instant();
    if (points < 1) {
      refusals++;
      return false;
    }
    points--;
    return true;
  }

  private Answer answer(String target) {
    if (target.startsWith("/eventsub/subscriptions")) {
      var value = values(target).skip(target.contains("first=") ? 1 : 0).findFirst().orElse("");
      return target.contains("user_id=") ? subscriptions.about(value) : subscriptions.page(value);
    }
    return new Answer(200, new JsonObject().put("data", new JsonArray(found(target))));
  }

  private List<JsonObject> found(String target) {
    if (target.startsWith("/users")) {
      return values(target)
          .map(it -> it.startsWith("s") ? it.substring(1) : it)
          .map(id -> new JsonObject().put("id", id).put("login", "s" + id))
          .toList();
    }
    if (target.startsWith("/streams")) {
      return values(target).skip(1).filter(this::isLive).map(it -> item("user_id", it)).toList();
    }
    return target.startsWith("/channels")
        ? values(target).map(it -> item("broadcaster_id", it)).toList()
        : List.of();
  }

  private static JsonObject item(String field, String id) {
    return new JsonObject().put(field, id).put("title", "title");
  }

  /** Seven of ten are live, a different set each hour. */
  private boolean isLive(String id) {
    return (Long.parseLong(id) + time.instant().getEpochSecond() / 3_600) % 10 < 7;
  }

  private static Stream<String> values(String target) {
    return Stream.of(target.substring(target.indexOf('?') + 1).split("&"))
        .map(it -> it.substring(it.indexOf('=') + 1));
  }
}

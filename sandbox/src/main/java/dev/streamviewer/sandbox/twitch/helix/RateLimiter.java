package dev.streamviewer.sandbox.twitch.helix;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets that fill up again within a minute: one for the application, one for each of its
 * users.
 */
public final class RateLimiter {
  private static final Duration REFILL = Duration.ofMinutes(1);
  private static final int MAX_BUCKETS = 5_000;

  private final Map<String, Bucket> buckets = new LinkedHashMap<>();
  private final Clock clock;
  private final int limit;

  public RateLimiter(Clock clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** Takes one point, or leaves the bucket as it is when there is none. */
  Verdict take(String owner) {
    var now = clock.instant();
    var points = buckets.getOrDefault(owner, new Bucket(limit, now)).refilled(now, limit);
    var allowed = points >= 1;
    var left = allowed ? points - 1 : points;
    if (buckets.size() >= MAX_BUCKETS && !buckets.containsKey(owner)) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    buckets.put(owner, new Bucket(left, now));
    var secondsToFull = (limit - left) / limit * REFILL.toSeconds();
    return new Verdict(
        allowed, limit, (int) left, now.getEpochSecond() + (long) Math.ceil(secondsToFull));
  }

  /**
   * @param reset when the bucket is full again, in Unix seconds
   */
  record Verdict(boolean allowed, int limit, int remaining, long reset) {}

  private record Bucket(double points, Instant at) {
    double refilled(Instant now, int limit) {
      var share = (double) Duration.between(at, now).toMillis() / REFILL.toMillis();
      return Math.min(limit, points + share * limit);
    }
  }
}

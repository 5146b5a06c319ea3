package dev.streamviewer.sandbox.twitch.helix;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets that refill within a minute: a bucket for the application, and a bucket for each
 * user.
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

  /** Takes a point. An empty bucket stays unchanged. */
  Verdict take(String owner) {
    var now = clock.instant();
    var points = buckets.getOrDefault(owner, new Bucket(limit, now)).refilled(now, limit);
    var allowed = points >= 1;
    var remaining = allowed ? points - 1 : points;
    if (buckets.size() >= MAX_BUCKETS && !buckets.containsKey(owner)) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    buckets.put(owner, new Bucket(remaining, now));
    var secondsToFull = (limit - remaining) / limit * REFILL.toSeconds();
    return new Verdict(
        allowed, limit, (int) remaining, now.getEpochSecond() + (long) Math.ceil(secondsToFull));
  }

  /**
   * Result of an attempt to take a point.
   *
   * @param reset time at which the bucket is full again, in Unix seconds
   */
  record Verdict(boolean allowed, int limit, int remaining, long reset) {}

  private record Bucket(double points, Instant at) {
    double refilled(Instant now, int limit) {
      var share = (double) Duration.between(at, now).toMillis() / REFILL.toMillis();
      return Math.min(limit, points + share * limit);
    }
  }
}

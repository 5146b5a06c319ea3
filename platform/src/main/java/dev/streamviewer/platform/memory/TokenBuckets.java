package dev.streamviewer.platform.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A token bucket for each key, to limit the rate of requests by viewer or by address. The number of
 * buckets is bounded: the bucket that was used longest ago is forgotten, and is full when its key
 * comes again.
 *
 * <p>All calls come from one context.
 */
public final class TokenBuckets<K> {
  private static final Duration REFILL = Duration.ofMinutes(1);

  private final int burst;
  private final int perMinute;
  private final Clock clock;
  private final Map<K, Bucket> buckets;

  private record Bucket(double level, Instant asOf) {}

  /**
   * @param burst the most tokens at once
   * @param perMinute the most tokens a minute in the long run
   * @param keys the most buckets
   */
  public TokenBuckets(int burst, int perMinute, int keys, Clock clock) {
    this.burst = burst;
    this.perMinute = perMinute;
    this.clock = clock;
    this.buckets = BoundedMap.inOrderOfUse(keys);
  }

  /** Takes a token; false if none is left. */
  public boolean take(K key) {
    var level = level(key);
    if (level < 1) {
      return false;
    }
    buckets.put(key, new Bucket(level - 1, clock.instant()));
    return true;
  }

  /** Whether a token is left. */
  public boolean hasToken(K key) {
    return level(key) >= 1;
  }

  private double level(K key) {
    var bucket = buckets.get(key);
    if (bucket == null) {
      return burst;
    }
    var passed = Math.max(0, Duration.between(bucket.asOf(), clock.instant()).toMillis());
    return Math.min(burst, bucket.level() + (double) passed * perMinute / REFILL.toMillis());
  }
}

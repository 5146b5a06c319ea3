package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A token bucket for each viewer, so that no viewer alone uses up the shared rate limit of Twitch.
 * Each process counts its own requests: with several processes, a viewer has as many buckets.
 */
final class ViewerRate {
  private static final Duration REFILL = Duration.ofMinutes(1);
  private static final int VIEWERS = 10_000;

  private final int burst;
  private final int perMinute;
  private final String sentence;
  private final Clock clock;
  private final Map<String, Bucket> buckets = BoundedMap.inOrderOfUse(VIEWERS);

  private record Bucket(double level, Instant asOf) {}

  /**
   * @param burst the most requests at once
   * @param perMinute the most requests a minute in the long run
   * @param sentence the text of the refusal
   */
  ViewerRate(int burst, int perMinute, String sentence, Clock clock) {
    this.burst = burst;
    this.perMinute = perMinute;
    this.sentence = sentence;
    this.clock = clock;
  }

  /** Takes a token; false if none is left. */
  boolean take(String viewerId) {
    var level = level(viewerId);
    if (level < 1) {
      return false;
    }
    buckets.put(viewerId, new Bucket(level - 1, clock.instant()));
    return true;
  }

  /** The failure for a request without a token. */
  BusFailure exceeded() {
    return new BusFailure(Reason.LIMITED, sentence);
  }

  private double level(String viewerId) {
    var bucket = buckets.get(viewerId);
    if (bucket == null) {
      return burst;
    }
    var passed = Math.max(0, Duration.between(bucket.asOf(), clock.instant()).toMillis());
    return Math.min(burst, bucket.level() + (double) passed * perMinute / REFILL.toMillis());
  }
}

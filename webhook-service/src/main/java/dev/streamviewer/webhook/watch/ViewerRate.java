package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A token bucket for each viewer, so that none alone uses up the calls to Twitch that all share.
 * Each process counts what it is asked itself: with several, a viewer has as many buckets.
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
   * @param burst how many questions may come at once
   * @param perMinute how many may come in the long run
   * @param sentence what a viewer is told who asks more
   */
  ViewerRate(int burst, int perMinute, String sentence, Clock clock) {
    this.burst = burst;
    this.perMinute = perMinute;
    this.sentence = sentence;
    this.clock = clock;
  }

  /** Whether a viewer may ask one more question, which then counts. */
  boolean take(String viewerId) {
    var level = level(viewerId);
    if (level < 1) {
      return false;
    }
    buckets.put(viewerId, new Bucket(level - 1, clock.instant()));
    return true;
  }

  /** The failure to answer with when there is no question left. */
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

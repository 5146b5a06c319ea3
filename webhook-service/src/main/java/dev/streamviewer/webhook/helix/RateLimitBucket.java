package dev.streamviewer.webhook.helix;

import dev.streamviewer.platform.cluster.Cluster;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The points that Twitch's API lets us spend: a bucket that Twitch refills within a minute. Follows
 * what Twitch says with each answer, and counts what is on its way besides, so that a flood of
 * questions is held back here instead of being refused there. Other processes spend from the same
 * bucket, which shows with the next answer.
 *
 * <p>A use may spend what it is guaranteed down to the last point, and anything more only while a
 * quarter of the bucket is left. That quarter is more than all uses can save up together, so that
 * there is a point for whoever is guaranteed one.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch rate limits</a>
 */
public final class RateLimitBucket {
  /** What an app may spend in a minute until Twitch says otherwise. */
  private static final int USUAL_LIMIT = 800;

  private static final Duration REFILL = Duration.ofMinutes(1);

  /** How much of the bucket is kept for what is guaranteed. */
  private static final double RESERVE = 0.25;

  /** What a use may save up of its part, as a share of what it gets in a minute. */
  private static final double SAVINGS = 0.25;

  private final Cluster cluster;
  private final Clock clock;
  private final Map<HelixCallPurpose, Double> guaranteed = new EnumMap<>(HelixCallPurpose.class);
  private final Map<HelixCallPurpose, Counter> spent = new EnumMap<>(HelixCallPurpose.class);
  private final Map<HelixCallPurpose, Counter> refused = new EnumMap<>(HelixCallPurpose.class);
  private volatile int limit = USUAL_LIMIT;
  private double level = USUAL_LIMIT;
  private Instant asOf;
  private volatile int underWay;

  /**
   * @param cluster the processes that spend from the same bucket
   */
  public RateLimitBucket(MeterRegistry meters, Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.asOf = clock.instant();
    for (var use : HelixCallPurpose.values()) {
      guaranteed.put(use, savings(use));
      spent.put(use, meters.counter("helix_calls", "use", use.label()));
      refused.put(use, meters.counter("helix_calls_given_up", "use", use.label()));
    }
    Gauge.builder("helix_points_remaining", this, RateLimitBucket::remaining)
        .description("Calls that Twitch's API lets us make just now")
        .register(meters);
    Gauge.builder("helix_points_limit", this, it -> it.limit)
        .description("Calls that Twitch's API lets us make in a minute")
        .register(meters);
  }

  /** Spends a point if there is one; then {@link #answered} or {@link #unanswered} must follow. */
  synchronized boolean take(HelixCallPurpose use) {
    refill();
    if (missing(use, 1) > 0) {
      return false;
    }
    level--;
    guaranteed.compute(use, (it, left) -> Math.max(0, left - 1));
    underWay++;
    spent.get(use).increment();
    return true;
  }

  /** How long it takes until there are so many points for a use, if others spend none. */
  synchronized Duration until(HelixCallPurpose use, int points) {
    refill();
    var missing = Math.max(0, missing(use, points));
    return Duration.ofMillis((long) Math.ceil(missing * REFILL.toMillis() / limit));
  }

  /** A call was given up, since no point came in time. */
  void refused(HelixCallPurpose use) {
    refused.get(use).increment();
  }

  /** Twitch's word on what is left, which knows what others spent. */
  public synchronized void answered(MultiMap headers) {
    underWay--;
    refill();
    limit = Math.max(1, number(headers, "Ratelimit-Limit", limit));
    var left = number(headers, "Ratelimit-Remaining", (int) Math.ceil(level) + underWay);
    // What is on its way may not have reached Twitch when this was said.
    level = Math.min(level, Math.max(0, left - underWay));
  }

  /** Nobody knows whether Twitch counted it. */
  public synchronized void unanswered() {
    underWay--;
  }

  /** How many there are in a minute. */
  public int limit() {
    return limit;
  }

  private synchronized int remaining() {
    refill();
    return (int) level;
  }

  /** What has to come into the bucket before there are so many points; at most 0 if there are. */
  private double missing(HelixCallPurpose use, int points) {
    var shared = points + Math.min(RESERVE * limit, limit - 1.0) - level;
    var own = (points - guaranteed.get(use)) / use.share(cluster.size());
    return Math.max(points - level, Math.min(shared, own));
  }

  private void refill() {
    var now = clock.instant();
    var passed = Math.max(0, Duration.between(asOf, now).toNanos());
    var come = (double) passed * limit / REFILL.toNanos();
    level = Math.min(limit, level + come);
    guaranteed.replaceAll(
        (use, left) -> Math.min(savings(use), left + use.share(cluster.size()) * come));
    asOf = now;
  }

  private double savings(HelixCallPurpose use) {
    return Math.max(1, SAVINGS * use.share(cluster.size()) * limit);
  }

  private static int number(MultiMap headers, String name, int otherwise) {
    try {
      return Integer.parseInt(headers.get(name));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}

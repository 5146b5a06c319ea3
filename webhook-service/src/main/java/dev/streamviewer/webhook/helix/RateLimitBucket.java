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
 * The points that Twitch's API allows: a bucket that Twitch refills within a minute. Follows the
 * headers of each answer and also counts calls in flight, so that a flood is delayed here instead
 * of being rejected by Twitch. Other processes spend from the same bucket, which shows in the next
 * answer.
 *
 * <p>A purpose may always spend its guaranteed points, and more only while a quarter of the bucket
 * is left. That quarter exceeds the savings of all purposes together, so guaranteed points are
 * always available.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch rate limits</a>
 */
public final class RateLimitBucket {
  /** An app's points per minute until Twitch sends another limit. */
  private static final int USUAL_LIMIT = 800;

  private static final Duration REFILL = Duration.ofMinutes(1);

  /** The share of the bucket that is reserved for guaranteed points. */
  private static final double RESERVE = 0.25;

  /** A purpose's maximum savings, as a share of its guaranteed points per minute. */
  private static final double SAVINGS = 0.25;

  private final Cluster cluster;
  private final Clock clock;
  private final Map<HelixCallPurpose, Double> guaranteed = new EnumMap<>(HelixCallPurpose.class);
  private final Map<HelixCallPurpose, Counter> spent = new EnumMap<>(HelixCallPurpose.class);
  private final Map<HelixCallPurpose, Counter> refused = new EnumMap<>(HelixCallPurpose.class);
  private volatile int limit = USUAL_LIMIT;
  private double level = USUAL_LIMIT;
  private Instant refilledAt;
  private volatile int inFlight;

  /**
   * @param cluster the processes that spend from the same bucket
   */
  public RateLimitBucket(MeterRegistry meters, Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.refilledAt = clock.instant();
    for (var purpose : HelixCallPurpose.values()) {
      guaranteed.put(purpose, savings(purpose));
      spent.put(purpose, spentBy(purpose, meters));
      refused.put(purpose, refusedTo(purpose, meters));
    }
    Gauge.builder("sev_helix_points_remaining", this, RateLimitBucket::remaining)
        .description("The calls that Twitch's API allows now")
        .register(meters);
    Gauge.builder("sev_helix_points_limit", this, it -> it.limit)
        .description("The calls that Twitch's API allows in a minute")
        .register(meters);
  }

  private static Counter spentBy(HelixCallPurpose purpose, MeterRegistry meters) {
    return Counter.builder("sev_helix_calls")
        .description("Calls to Twitch's API by purpose")
        .tag("use", purpose.label())
        .register(meters);
  }

  private static Counter refusedTo(HelixCallPurpose purpose, MeterRegistry meters) {
    return Counter.builder("sev_helix_calls_given_up")
        .description("Calls to Twitch's API that got no point of the rate limit in time")
        .tag("use", purpose.label())
        .register(meters);
  }

  /** Spends a point if there is one; then {@link #answered} or {@link #unanswered} must follow. */
  synchronized boolean take(HelixCallPurpose purpose) {
    refill();
    if (missing(purpose, 1) > 0) {
      return false;
    }
    level--;
    guaranteed.compute(purpose, (it, left) -> Math.max(0, left - 1));
    inFlight++;
    spent.get(purpose).increment();
    return true;
  }

  /** Returns the time until a purpose may spend that many points, if other purposes spend none. */
  synchronized Duration until(HelixCallPurpose purpose, int points) {
    refill();
    var missing = Math.max(0, missing(purpose, points));
    return Duration.ofMillis((long) Math.ceil(missing * REFILL.toMillis() / limit));
  }

  /** Counts a call that got no point in time. */
  void refused(HelixCallPurpose purpose) {
    refused.get(purpose).increment();
  }

  /**
   * Adopts the remaining points from Twitch's headers, which include the spending of other
   * processes.
   */
  public synchronized void answered(MultiMap headers) {
    inFlight--;
    refill();
    limit = Math.max(1, number(headers, "Ratelimit-Limit", limit));
    var left = number(headers, "Ratelimit-Remaining", (int) Math.ceil(level) + inFlight);
    // Calls in flight may not have reached Twitch before this answer was sent.
    level = Math.min(level, Math.max(0, left - inFlight));
  }

  /** Ends a call without an answer; whether Twitch counted the call is unknown. */
  public synchronized void unanswered() {
    inFlight--;
  }

  /** Points per minute. */
  public int limit() {
    return limit;
  }

  private synchronized int remaining() {
    refill();
    return (int) level;
  }

  /** Returns the refill needed before a purpose may spend that many points; at most 0 if none. */
  private double missing(HelixCallPurpose purpose, int points) {
    var shared = points + Math.min(RESERVE * limit, limit - 1.0) - level;
    var own = (points - guaranteed.get(purpose)) / purpose.share(cluster.size());
    return Math.max(points - level, Math.min(shared, own));
  }

  private void refill() {
    var now = clock.instant();
    var passed = Math.max(0, Duration.between(refilledAt, now).toNanos());
    var refilled = (double) passed * limit / REFILL.toNanos();
    level = Math.min(limit, level + refilled);
    guaranteed.replaceAll(
        (purpose, left) ->
            Math.min(savings(purpose), left + purpose.share(cluster.size()) * refilled));
    refilledAt = now;
  }

  private double savings(HelixCallPurpose purpose) {
    return Math.max(1, SAVINGS * purpose.share(cluster.size()) * limit);
  }

  private static int number(MultiMap headers, String name, int otherwise) {
    try {
      return Integer.parseInt(headers.get(name));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}

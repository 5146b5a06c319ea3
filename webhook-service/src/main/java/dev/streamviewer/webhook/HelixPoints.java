package dev.streamviewer.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The points that Twitch's API lets us spend: a bucket that Twitch refills within a minute. Follows
 * what Twitch says with each answer, and counts what is on its way besides, so that a flood of
 * questions is held back here instead of being refused there. Other processes spend from the same
 * bucket, which shows with the next answer.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits">Twitch rate limits</a>
 */
final class HelixPoints {
  /** What an app may spend in a minute until Twitch says otherwise. */
  private static final int USUAL_LIMIT = 800;

  private static final Duration REFILL = Duration.ofMinutes(1);

  private final Clock clock;
  private volatile int limit = USUAL_LIMIT;
  private double level = USUAL_LIMIT;
  private Instant asOf;
  private volatile int underWay;

  HelixPoints(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.asOf = clock.instant();
    Gauge.builder("helix_points_remaining", this, HelixPoints::remaining)
        .description("Calls that Twitch's API lets us make just now")
        .register(meters);
    Gauge.builder("helix_points_limit", this, it -> it.limit)
        .description("Calls that Twitch's API lets us make in a minute")
        .register(meters);
  }

  /** Spends a point if there is one; then {@link #answered} or {@link #unanswered} must follow. */
  synchronized boolean take() {
    refill();
    if (level < 1) {
      return false;
    }
    level--;
    underWay++;
    return true;
  }

  /** How long it takes at most until there is a point again. */
  synchronized Duration untilNext() {
    refill();
    var missing = Math.max(0, 1 - level);
    return Duration.ofMillis((long) Math.ceil(missing * REFILL.toMillis() / limit));
  }

  /** Twitch's word on what is left, which knows what others spent. */
  synchronized void answered(MultiMap headers) {
    underWay--;
    refill();
    limit = Math.max(1, number(headers, "Ratelimit-Limit", limit));
    var left = number(headers, "Ratelimit-Remaining", (int) Math.ceil(level) + underWay);
    // What is on its way may not have reached Twitch when this was said.
    level = Math.min(level, Math.max(0, left - underWay));
  }

  /** Nobody knows whether Twitch counted it. */
  synchronized void unanswered() {
    underWay--;
  }

  private synchronized int remaining() {
    refill();
    return (int) level;
  }

  private void refill() {
    var now = clock.instant();
    var passed = Math.max(0, Duration.between(asOf, now).toMillis());
    level = Math.min(limit, level + (double) passed * limit / REFILL.toMillis());
    asOf = now;
  }

  private static int number(MultiMap headers, String name, int otherwise) {
    try {
      return Integer.parseInt(headers.get(name));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}

package dev.streamviewer.webhook.helix;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/**
 * Holds calls to Twitch's API back until there is a point for them, those of each use in the order
 * in which they came, and no longer than the use bears.
 */
public final class HelixRateLimiter {
  private static final int MOST_HELD = 500;

  private final RateLimitBucket points;
  private final Timers waiting;
  private final Clock clock;
  private final Map<HelixCallPurpose, Queue<Held>> lines = new EnumMap<>(HelixCallPurpose.class);

  private record Held(Promise<Void> call, Instant end) {}

  public HelixRateLimiter(RateLimitBucket points, Timers waiting, Clock clock) {
    this.points = points;
    this.waiting = waiting;
    this.clock = clock;
    for (var use : HelixCallPurpose.values()) {
      lines.put(use, new ArrayDeque<>());
    }
  }

  /** One point; fails with BUSY if there is none soon. */
  public Future<Void> point(HelixCallPurpose use) {
    var line = lines.get(use);
    if (line.isEmpty() && points.take(use)) {
      return Future.succeededFuture();
    }
    var wait = points.until(use, line.size() + 1);
    if (line.size() >= MOST_HELD || wait.compareTo(use.patience()) > 0) {
      return Future.failedFuture(tooOften(use));
    }
    var held = new Held(Promise.promise(), clock.instant().plus(use.patience()));
    line.add(held);
    if (line.size() == 1) {
      wake(use);
    }
    return held.call().future();
  }

  /** How many calls are held back. */
  int held() {
    return lines.values().stream().mapToInt(Queue::size).sum();
  }

  private void wake(HelixCallPurpose use) {
    var next = points.until(use, 1);
    var left = Duration.between(clock.instant(), lines.get(use).element().end());
    // Timers count whole milliseconds; one too early would only be set again.
    waiting
        .pass((next.compareTo(left) < 0 ? next : left).plusMillis(1))
        .onComplete(passed -> serve(use));
  }

  private void serve(HelixCallPurpose use) {
    var line = lines.get(use);
    while (!line.isEmpty()) {
      if (points.take(use)) {
        line.remove().call().complete();
      } else if (clock.instant().isAfter(line.element().end())) {
        line.remove().call().fail(tooOften(use));
      } else {
        wake(use);
        return;
      }
    }
  }

  private BusFailure tooOften(HelixCallPurpose use) {
    points.refused(use);
    return new BusFailure(
        Reason.BUSY, "Twitch lets us ask only so often. Please try again in a minute.");
  }
}

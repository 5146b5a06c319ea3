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
 * Delays calls to Twitch's API until a point is available: in order of arrival within each purpose,
 * and no longer than the purpose allows.
 */
public final class HelixRateLimiter {
  private static final int MAX_HELD = 500;

  private final RateLimitBucket bucket;
  private final Timers timers;
  private final Clock clock;
  private final Map<HelixCallPurpose, Queue<Held>> queues = new EnumMap<>(HelixCallPurpose.class);

  private record Held(Promise<Void> call, Instant end) {}

  public HelixRateLimiter(RateLimitBucket bucket, Timers timers, Clock clock) {
    this.bucket = bucket;
    this.timers = timers;
    this.clock = clock;
    for (var purpose : HelixCallPurpose.values()) {
      queues.put(purpose, new ArrayDeque<>());
    }
  }

  /** Takes a point; fails with BUSY if no point is available soon. */
  public Future<Void> point(HelixCallPurpose purpose) {
    var queue = queues.get(purpose);
    if (queue.isEmpty() && bucket.take(purpose)) {
      return Future.succeededFuture();
    }
    var wait = bucket.until(purpose, queue.size() + 1);
    if (queue.size() >= MAX_HELD || wait.compareTo(purpose.maxWait()) > 0) {
      return Future.failedFuture(rateLimited(purpose));
    }
    var held = new Held(Promise.promise(), clock.instant().plus(purpose.maxWait()));
    queue.add(held);
    if (queue.size() == 1) {
      wake(purpose);
    }
    return held.call().future();
  }

  /** Number of delayed calls. */
  int held() {
    return queues.values().stream().mapToInt(Queue::size).sum();
  }

  private void wake(HelixCallPurpose purpose) {
    var next = bucket.until(purpose, 1);
    var left = Duration.between(clock.instant(), queues.get(purpose).element().end());
    // Timers count whole milliseconds; a timer that fires too early would only be set again.
    timers
        .pass((next.compareTo(left) < 0 ? next : left).plusMillis(1))
        .onComplete(passed -> serve(purpose));
  }

  private void serve(HelixCallPurpose purpose) {
    var queue = queues.get(purpose);
    while (!queue.isEmpty()) {
      if (bucket.take(purpose)) {
        queue.remove().call().complete();
      } else if (clock.instant().isAfter(queue.element().end())) {
        queue.remove().call().fail(rateLimited(purpose));
      } else {
        wake(purpose);
        return;
      }
    }
  }

  private BusFailure rateLimited(HelixCallPurpose purpose) {
    bucket.refused(purpose);
    return new BusFailure(
        Reason.BUSY, "This site has reached Twitch's rate limit. Please try again in a minute.");
  }
}

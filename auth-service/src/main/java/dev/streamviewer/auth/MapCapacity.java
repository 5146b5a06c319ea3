package dev.streamviewer.auth;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a map from growing without end. The size of a cluster's map is dear to know, so it is asked
 * at most once a second, and what was let in since is counted here: the limit is not sharp.
 */
final class MapCapacity {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final AsyncMap<?, ?> map;
  private final int limit;
  private final Clock clock;
  private Instant measured = Instant.MIN;
  private int size;

  MapCapacity(AsyncMap<?, ?> map, int limit, Clock clock) {
    this.map = map;
    this.limit = limit;
    this.clock = clock;
  }

  /** Lets one more entry in, or fails with BUSY. */
  Future<Void> reserve() {
    return measured.isAfter(clock.instant().minus(FRESH))
        ? take()
        : map.size().compose(this::measure);
  }

  private Future<Void> measure(int found) {
    size = found;
    measured = clock.instant();
    return take();
  }

  private Future<Void> take() {
    if (size >= limit) {
      return Future.failedFuture(
          new BusFailure(Reason.BUSY, "Too many people sign in just now. Please try again soon."));
    }
    size++;
    return Future.succeededFuture();
  }
}

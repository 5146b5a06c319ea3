package dev.streamviewer.auth.session;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits the size of a map. The size of a cluster's map is expensive to query, so it is queried at
 * most once a second and new entries are counted here: the limit is approximate.
 */
public final class MapCapacity {
  private static final Duration MAX_SIZE_AGE = Duration.ofSeconds(1);

  private final AsyncMap<?, ?> map;
  private final int limit;
  private final Clock clock;
  private final String sentence;
  private Instant measured = Instant.MIN;
  private int size;

  /** Limits a map of sign-ins. */
  public MapCapacity(AsyncMap<?, ?> map, int limit, Clock clock) {
    this(map, limit, clock, "Too many people are signing in at the moment. Please try again soon.");
  }

  /**
   * @param sentence the text of the refusal
   */
  public MapCapacity(AsyncMap<?, ?> map, int limit, Clock clock, String sentence) {
    this.map = map;
    this.limit = limit;
    this.clock = clock;
    this.sentence = sentence;
  }

  /** Reserves room for one more entry, or fails with BUSY. */
  public Future<Void> reserve() {
    return measured.isAfter(clock.instant().minus(MAX_SIZE_AGE))
        ? take()
        : map.size().compose(this::measure);
  }

  private Future<Void> measure(int currentSize) {
    size = currentSize;
    measured = clock.instant();
    return take();
  }

  private Future<Void> take() {
    if (size >= limit) {
      return Future.failedFuture(new BusFailure(Reason.BUSY, sentence));
    }
    size++;
    return Future.succeededFuture();
  }
}

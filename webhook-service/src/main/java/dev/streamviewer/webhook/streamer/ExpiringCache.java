package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A bounded cache with expiry; the oldest entry is evicted first. Concurrent loads of a key share
 * one call.
 */
final class ExpiringCache<A> {
  private final Clock clock;
  private final Map<String, Entry<A>> entries;
  private final Map<String, Future<A>> loading = new HashMap<>();

  private record Entry<A>(A answer, Instant expiry) {}

  ExpiringCache(int capacity, Clock clock) {
    this.clock = clock;
    this.entries = BoundedMap.inOrderOfArrival(capacity);
  }

  /**
   * Returns the cached value, or loads it.
   *
   * @param loader must {@link #put} each value worth caching
   */
  Future<A> getOrLoad(String key, Supplier<Future<A>> loader) {
    if (has(key)) {
      return Future.succeededFuture(entries.get(key).answer());
    }
    var inProgress = loading.get(key);
    if (inProgress != null) {
      return inProgress;
    }
    var answer = loader.get();
    loading.put(key, answer);
    return answer.onComplete(done -> loading.remove(key));
  }

  /** Whether there is a valid entry. */
  boolean has(String key) {
    var entry = entries.get(key);
    return entry != null && clock.instant().isBefore(entry.expiry());
  }

  void put(String key, A answer, Duration ttl) {
    // Removed first, so that the newest is evicted last.
    entries.remove(key);
    entries.put(key, new Entry<>(answer, clock.instant().plus(ttl)));
  }
}

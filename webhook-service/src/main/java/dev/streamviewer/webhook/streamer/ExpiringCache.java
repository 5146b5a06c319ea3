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
 * Answers that stay good for a while, as many as fit; the oldest makes room. The same is asked once
 * at a time.
 */
final class ExpiringCache<A> {
  private final Clock clock;
  private final Map<String, Entry<A>> entries;
  private final Map<String, Future<A>> asking = new HashMap<>();

  private record Entry<A>(A answer, Instant end) {}

  ExpiringCache(int capacity, Clock clock) {
    this.clock = clock;
    this.entries = BoundedMap.inOrderOfArrival(capacity);
  }

  /**
   * The answer, if it is still good; else what the question brings.
   *
   * @param question must {@link #put} what is worth remembering
   */
  Future<A> of(String key, Supplier<Future<A>> question) {
    if (has(key)) {
      return Future.succeededFuture(entries.get(key).answer());
    }
    var underWay = asking.get(key);
    if (underWay != null) {
      return underWay;
    }
    var answer = question.get();
    asking.put(key, answer);
    return answer.onComplete(done -> asking.remove(key));
  }

  /** Whether there is an answer that is still good. */
  boolean has(String key) {
    var entry = entries.get(key);
    return entry != null && clock.instant().isBefore(entry.end());
  }

  void put(String key, A answer, Duration life) {
    // Removed first, so that the newest is the last to make room.
    entries.remove(key);
    entries.put(key, new Entry<>(answer, clock.instant().plus(life)));
  }
}

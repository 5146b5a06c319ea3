package dev.streamviewer.platform.memory;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A bounded cache whose values expire. When full, it evicts values that are seldom used. Concurrent
 * loads of a key share one call.
 *
 * <p>All calls come from one context.
 */
public final class ExpiringCache<K, V> {
  private final Cache<K, Entry<V>> entries;
  private final Map<K, Future<V>> loading = new HashMap<>();

  private record Entry<V>(V value, Duration ttl) {}

  public ExpiringCache(int capacity, Clock clock) {
    entries =
        Caffeine.newBuilder()
            .maximumSize(capacity)
            .expireAfter(new EntryTtl<K, V>())
            .ticker(() -> MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /** Returns the cached value, if it is still valid. */
  public Optional<V> find(K key) {
    return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
  }

  /**
   * Returns the cached value, or loads it.
   *
   * @param loader must {@link #put} each value worth caching
   */
  public Future<V> getOrLoad(K key, Supplier<Future<V>> loader) {
    return find(key).map(Future::succeededFuture).orElseGet(() -> load(key, loader));
  }

  public void put(K key, V value, Duration ttl) {
    entries.put(key, new Entry<>(value, ttl));
  }

  public void remove(K key) {
    entries.invalidate(key);
  }

  public void clear() {
    entries.invalidateAll();
  }

  private Future<V> load(K key, Supplier<Future<V>> loader) {
    var inProgress = loading.get(key);
    if (inProgress != null) {
      return inProgress;
    }
    var value = loader.get();
    loading.put(key, value);
    return value.onComplete(done -> loading.remove(key));
  }

  /** Lets each entry expire after its own time, however often it is read. */
  private static final class EntryTtl<K, V> implements Expiry<K, Entry<V>> {
    @Override
    public long expireAfterCreate(K key, Entry<V> entry, long now) {
      return entry.ttl().toNanos();
    }

    @Override
    public long expireAfterUpdate(K key, Entry<V> entry, long now, long current) {
      return entry.ttl().toNanos();
    }

    @Override
    public long expireAfterRead(K key, Entry<V> entry, long now, long current) {
      return current;
    }
  }
}

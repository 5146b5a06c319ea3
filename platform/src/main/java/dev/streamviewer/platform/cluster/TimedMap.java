package dev.streamviewer.platform.cluster;

import dev.streamviewer.platform.async.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A shared map whose operations end: without an answer of the cluster they fail. Infinispan limits
 * only the messages between members; a write of an expired entry may wait for its removal without
 * end.
 */
record TimedMap<K, V>(AsyncMap<K, V> map) implements AsyncMap<K, V> {
  /** Longer than an operation takes while members join or a frozen one is excluded, as a rule. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  @Override
  public Future<V> get(K key) {
    return inTime(map.get(key));
  }

  @Override
  public Future<Void> put(K key, V value) {
    return inTime(map.put(key, value));
  }

  @Override
  public Future<Void> put(K key, V value, long ttl) {
    return inTime(map.put(key, value, ttl));
  }

  @Override
  public Future<V> putIfAbsent(K key, V value) {
    return inTime(map.putIfAbsent(key, value));
  }

  @Override
  public Future<V> putIfAbsent(K key, V value, long ttl) {
    return inTime(map.putIfAbsent(key, value, ttl));
  }

  @Override
  public Future<V> remove(K key) {
    return inTime(map.remove(key));
  }

  @Override
  public Future<Boolean> removeIfPresent(K key, V value) {
    return inTime(map.removeIfPresent(key, value));
  }

  @Override
  public Future<V> replace(K key, V value) {
    return inTime(map.replace(key, value));
  }

  @Override
  public Future<V> replace(K key, V value, long ttl) {
    return inTime(map.replace(key, value, ttl));
  }

  @Override
  public Future<Boolean> replaceIfPresent(K key, V old, V value) {
    return inTime(map.replaceIfPresent(key, old, value));
  }

  @Override
  public Future<Boolean> replaceIfPresent(K key, V old, V value, long ttl) {
    return inTime(map.replaceIfPresent(key, old, value, ttl));
  }

  @Override
  public Future<Void> clear() {
    return inTime(map.clear());
  }

  @Override
  public Future<Integer> size() {
    return inTime(map.size());
  }

  @Override
  public Future<Set<K>> keys() {
    return inTime(map.keys());
  }

  @Override
  public Future<List<V>> values() {
    return inTime(map.values());
  }

  @Override
  public Future<Map<K, V>> entries() {
    return inTime(map.entries());
  }

  private static <T> Future<T> inTime(Future<T> operation) {
    return Timeouts.ofCall(LIMIT, "An operation of a shared map", operation);
  }
}

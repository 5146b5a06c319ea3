package dev.streamviewer.webhook.dedup;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cluster map whose calls all fail. */
final class BrokenMap<K, V> implements AsyncMap<K, V> {
  private static <T> Future<T> broken() {
    return Future.failedFuture("The cluster is in trouble");
  }

  @Override
  public Future<V> get(K key) {
    return broken();
  }

  @Override
  public Future<Void> put(K key, V value) {
    return broken();
  }

  @Override
  public Future<Void> put(K key, V value, long ttl) {
    return broken();
  }

  @Override
  public Future<V> putIfAbsent(K key, V value) {
    return broken();
  }

  @Override
  public Future<V> putIfAbsent(K key, V value, long ttl) {
    return broken();
  }

  @Override
  public Future<V> remove(K key) {
    return broken();
  }

  @Override
  public Future<Boolean> removeIfPresent(K key, V value) {
    return broken();
  }

  @Override
  public Future<V> replace(K key, V value) {
    return broken();
  }

  @Override
  public Future<Boolean> replaceIfPresent(K key, V oldValue, V newValue) {
    return broken();
  }

  @Override
  public Future<Void> clear() {
    return broken();
  }

  @Override
  public Future<Integer> size() {
    return broken();
  }

  @Override
  public Future<Set<K>> keys() {
    return broken();
  }

  @Override
  public Future<List<V>> values() {
    return broken();
  }

  @Override
  public Future<Map<K, V>> entries() {
    return broken();
  }
}

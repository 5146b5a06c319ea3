package dev.streamviewer.benchmarks.delivery.cluster;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A shared map as one process sees it.
 *
 * @param forgetful whether it loses what is put
 */
public record SharedMap(
    SimulatedCluster cluster, SimulatedProcess process, String name, boolean forgetful)
    implements AsyncMap<String, String> {
  public SharedMap(SimulatedCluster cluster, SimulatedProcess process, String name) {
    this(cluster, process, name, false);
  }

  /** Returns the key of an entry in the cluster. */
  public String key(String key) {
    return name + "/" + key;
  }

  @Override
  public Future<Void> put(String key, String value) {
    return forgetful
        ? Future.succeededFuture()
        : cluster.put(process, Map.of(key(key), value), SimulatedCluster.IMMORTAL);
  }

  @Override
  public Future<Void> put(String key, String value, long ttl) {
    return cluster.put(process, Map.of(key(key), value), ttl * MILLI);
  }

  @Override
  public Future<String> putIfAbsent(String key, String value) {
    return cluster
        .replace(process, key(key), null, value, SimulatedCluster.IMMORTAL)
        .map(String.class::cast);
  }

  @Override
  public Future<String> putIfAbsent(String key, String value, long ttl) {
    return cluster.replace(process, key(key), null, value, ttl * MILLI).map(String.class::cast);
  }

  @Override
  public Future<String> remove(String key) {
    return cluster.remove(process, key(key)).map(String.class::cast);
  }

  @Override
  public Future<Boolean> removeIfPresent(String key, String value) {
    return cluster.replace(process, key(key), value, null, 0).map(value::equals);
  }

  @Override
  public Future<Boolean> replaceIfPresent(String key, String old, String value) {
    return cluster
        .replace(process, key(key), old, value, SimulatedCluster.IMMORTAL)
        .map(old::equals);
  }

  @Override
  public Future<Integer> size() {
    return values().map(List::size);
  }

  @Override
  public Future<List<String>> values() {
    return cluster.values(process, name + "/");
  }

  @Override
  public Future<String> get(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<String> replace(String key, String value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Boolean> replaceIfPresent(String key, String old, String value, long ttl) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> clear() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Set<String>> keys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Map<String, String>> entries() {
    throw new UnsupportedOperationException();
  }
}

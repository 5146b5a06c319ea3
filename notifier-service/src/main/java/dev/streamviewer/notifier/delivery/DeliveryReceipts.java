package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sinks that accepted an event which other sinks have not accepted yet, so that a repetition
 * skips them. Kept in the memory of the cluster, since another notifier may repeat the event. If
 * the cluster cannot read or write, a sink gets an event twice rather than never.
 */
public final class DeliveryReceipts {
  /** Longer than an event waits in the outbox. */
  private static final long TTL_MS = Duration.ofMinutes(70).toMillis();

  private static final Duration MAP_TIMEOUT = Duration.ofMillis(200);

  /** The number of entries that this process may have in the map; the oldest are removed. */
  private static final int CAPACITY = 20_000;

  private final AsyncMap<String, String> map;
  private final Map<String, Set<String>> local;

  public DeliveryReceipts(AsyncMap<String, String> map) {
    this.map = map;
    this.local = BoundedMap.inOrderOfArrival(CAPACITY, map::remove);
  }

  public static Future<DeliveryReceipts> open(Vertx vertx) {
    return SharedMaps.map(vertx.sharedData(), SharedMaps.RECEIPTS).map(DeliveryReceipts::new);
  }

  /** Returns the sinks that are known to have an event. */
  Future<Set<String>> find(String id) {
    return Timeouts.ofCall(MAP_TIMEOUT, "Reading a receipt", map.get(id))
        .otherwiseEmpty()
        .map(
            shared -> {
              var sinks = new HashSet<>(local.getOrDefault(id, Set.of()));
              if (shared != null) {
                sinks.addAll(Set.of(shared.split(",")));
              }
              return sinks;
            });
  }

  /**
   * Stores the sinks that have an event. Completes soon, even if the cluster's map does not
   * respond.
   */
  Future<Void> store(String id, Set<String> sinks) {
    local.put(id, Set.copyOf(sinks));
    return Timeouts.ofCall(
            MAP_TIMEOUT, "Storing a receipt", map.put(id, String.join(",", sinks), TTL_MS))
        .otherwiseEmpty();
  }

  /** Removes an event that all sinks have; no repetition follows. */
  void remove(String id) {
    local.remove(id);
    map.remove(id);
  }
}

package dev.streamviewer.notifier.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.cluster.SharedMaps;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which outlets have an event that others have not taken yet, so that a repetition spares them. In
 * the memory of the cluster, since it may be another notifier that repeats; where that cannot be
 * read or written, an outlet gets an event twice rather than not at all.
 */
public final class DeliveryReceipts {
  /** Longer than an event waits in the outbox. */
  private static final long TTL_MS = Duration.ofMinutes(70).toMillis();

  private static final long PATIENCE_MS = 200;

  /** How many this process may have in the map; the oldest go. */
  private static final int CAPACITY = 20_000;

  private final AsyncMap<String, String> map;
  private final Map<String, Set<String>> own =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          if (size() <= CAPACITY) {
            return false;
          }
          map.remove(eldest.getKey());
          return true;
        }
      };

  DeliveryReceipts(AsyncMap<String, String> map) {
    this.map = map;
  }

  public static Future<DeliveryReceipts> open(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, String>getAsyncMap(SharedMaps.RECEIPTS)
        .map(DeliveryReceipts::new);
  }

  /** The outlets that are known to have an event. */
  Future<Set<String>> of(String id) {
    return map.get(id)
        .timeout(PATIENCE_MS, MILLISECONDS)
        .otherwiseEmpty()
        .map(
            known -> {
              var all = new HashSet<>(own.getOrDefault(id, Set.of()));
              if (known != null) {
                all.addAll(Set.of(known.split(",")));
              }
              return all;
            });
  }

  /** Some outlets have an event; completes soon, whether or not all processes know. */
  Future<Void> keep(String id, Set<String> outlets) {
    own.put(id, Set.copyOf(outlets));
    return map.put(id, String.join(",", outlets), TTL_MS)
        .timeout(PATIENCE_MS, MILLISECONDS)
        .otherwiseEmpty();
  }

  /** All outlets have it; nobody will send it again. */
  void forget(String id) {
    own.remove(id);
    map.remove(id);
  }
}

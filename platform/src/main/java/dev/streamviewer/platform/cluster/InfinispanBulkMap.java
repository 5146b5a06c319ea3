package dev.streamviewer.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Supplier;
import org.infinispan.AdvancedCache;
import org.infinispan.Cache;

/**
 * A map of Infinispan whose keys and values are plain bytes. Threads of its own call it, since a
 * call passes the whole stack of the cluster and may wait for a member.
 */
final class InfinispanBulkMap implements BulkMap {
  private static final long TTL_MS = Duration.ofHours(12).toMillis();
  private static final int READERS = 4;

  private final Supplier<Cache<byte[], byte[]>> cache;
  private final WorkerExecutor writer;
  private final WorkerExecutor readers;

  /**
   * @param cache opens the map; may block
   */
  InfinispanBulkMap(Vertx vertx, String name, Supplier<Cache<byte[], byte[]>> cache) {
    this.cache = cache;
    writer = vertx.createSharedWorkerExecutor(name + "-writer", 1);
    readers = vertx.createSharedWorkerExecutor(name + "-reader", READERS);
  }

  @Override
  public Future<Void> putAll(Map<String, Buffer> entries) {
    return writer.executeBlocking(
        () -> {
          var bytes = new HashMap<byte[], byte[]>();
          entries.forEach((key, value) -> bytes.put(key.getBytes(UTF_8), value.getBytes()));
          cache.get().putAll(bytes, TTL_MS, MILLISECONDS);
          return null;
        });
  }

  @Override
  public Future<Map<String, Buffer>> getAll(Collection<String> keys) {
    return readers.executeBlocking(() -> read(cache.get().getAdvancedCache(), keys), false);
  }

  private static Map<String, Buffer> read(
      AdvancedCache<byte[], byte[]> cache, Collection<String> keys) {
    var bytes = keys.stream().map(key -> key.getBytes(UTF_8)).collect(toSet());
    return cache.getAll(bytes).entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(toMap(InfinispanBulkMap::key, entry -> Buffer.buffer(entry.getValue())));
  }

  private static String key(Entry<byte[], byte[]> entry) {
    return new String(entry.getKey(), UTF_8);
  }
}

package dev.streamviewer.platform.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.infinispan.Cache;

/**
 * A map of Infinispan whose keys and values are plain bytes. Threads of its own begin the calls,
 * since a call passes the whole stack of the cluster. They do not wait for answers: a call that
 * never ends takes a place among the unanswered ones, whose number and bytes are bounded, and no
 * thread.
 */
final class InfinispanBulkMap implements BulkMap {
  private static final long TTL_MS = BulkMap.LIFETIME.toMillis();
  private static final int READERS = 4;
  private static final int MAX_READS = 1_000;
  private static final int MAX_WRITES = 400;
  private static final long MAX_BYTES = 16 * 1024 * 1024;

  private final Vertx vertx;
  private final Supplier<Cache<byte[], byte[]>> cache;
  private final WorkerExecutor writer;
  private final WorkerExecutor readers;
  private final UnansweredCalls reads = new UnansweredCalls("reads", MAX_READS, MAX_BYTES);
  private final UnansweredCalls writes = new UnansweredCalls("writes", MAX_WRITES, MAX_BYTES);

  /**
   * @param cache opens the map; may block
   */
  InfinispanBulkMap(Vertx vertx, String name, Supplier<Cache<byte[], byte[]>> cache) {
    this.vertx = vertx;
    this.cache = cache;
    writer = vertx.createSharedWorkerExecutor(name + "-writer", 1);
    readers = vertx.createSharedWorkerExecutor(name + "-reader", READERS);
  }

  @Override
  public Future<Void> putAll(Map<String, Buffer> entries) {
    var size = entries.values().stream().mapToLong(Buffer::length).sum();
    return writes.begin(
        size,
        () ->
            call(
                writer,
                () -> {
                  var bytes = new HashMap<byte[], byte[]>();
                  entries.forEach((key, value) -> bytes.put(key.getBytes(UTF_8), value.getBytes()));
                  return cache.get().putAllAsync(bytes, TTL_MS, MILLISECONDS);
                }));
  }

  @Override
  public Future<Map<String, Buffer>> getAll(Collection<String> keys) {
    var size = keys.stream().mapToLong(String::length).sum();
    return reads.begin(
        size,
        () ->
            call(
                readers,
                () ->
                    cache
                        .get()
                        .getAllAsync(keys.stream().map(it -> it.getBytes(UTF_8)).collect(toSet()))
                        .thenApply(InfinispanBulkMap::buffers)));
  }

  private <T> Future<T> call(WorkerExecutor threads, Callable<CompletionStage<T>> call) {
    var context = vertx.getOrCreateContext();
    return threads
        .executeBlocking(call, false)
        .compose(answer -> Future.fromCompletionStage(answer, context));
  }

  private static Map<String, Buffer> buffers(Map<byte[], byte[]> found) {
    return found.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(toMap(InfinispanBulkMap::key, entry -> Buffer.buffer(entry.getValue())));
  }

  private static String key(Entry<byte[], byte[]> entry) {
    return new String(entry.getKey(), UTF_8);
  }
}

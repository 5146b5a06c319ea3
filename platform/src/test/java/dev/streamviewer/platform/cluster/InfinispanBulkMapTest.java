package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.infinispan.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A map whose answers come when a test decides. */
@ExtendWith(VertxExtension.class)
class InfinispanBulkMapTest {
  private static final Map<String, Buffer> ENTRY = Map.of("a", Buffer.buffer("one"));

  private final List<CompletableFuture<Object>> calls = new CopyOnWriteArrayList<>();
  private InfinispanBulkMap map;

  @BeforeEach
  void open(Vertx vertx) {
    map = new InfinispanBulkMap(vertx, "test", this::cache);
  }

  @Test
  void writesWhileAnEarlierWriteHangs() throws Exception {
    var first = map.putAll(ENTRY);
    awaitCalls(1);
    var second = map.putAll(ENTRY);
    awaitCalls(2);

    calls.get(1).complete(null);

    second.await(60, SECONDS);
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void readsWhatExists() throws Exception {
    var found = map.getAll(List.of("a", "b"));
    awaitCalls(1);

    calls.get(0).complete(Map.of("a".getBytes(StandardCharsets.UTF_8), new byte[] {1}));

    assertThat(found.await(60, SECONDS)).isEqualTo(Map.of("a", Buffer.buffer(new byte[] {1})));
  }

  @Test
  void refusesWritesWhileManyHang() throws Exception {
    Stream.generate(() -> map.putAll(ENTRY)).limit(400).toList();
    awaitCalls(400);

    assertThatThrownBy(() -> map.putAll(ENTRY).await(60, SECONDS))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(calls).hasSize(400);

    calls.get(7).completeExceptionally(new IllegalStateException("no owner left"));

    await().until(() -> !map.putAll(ENTRY).failed());
  }

  @Test
  void refusesWritesOfTooManyBytes() {
    var large = Map.of("a", Buffer.buffer(new byte[9 * 1024 * 1024]));
    map.putAll(large);

    assertThat(map.putAll(large).cause()).isInstanceOf(RejectedExecutionException.class);
    assertThat(map.putAll(ENTRY).failed()).isFalse();
  }

  private void awaitCalls(int number) {
    await().untilAsserted(() -> assertThat(calls).hasSize(number));
  }

  /** Returns a cache whose calls have no answer. */
  @SuppressWarnings("unchecked")
  private Cache<byte[], byte[]> cache() {
    return (Cache<byte[], byte[]>)
        Proxy.newProxyInstance(
            Cache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              var answer = new CompletableFuture<>();
              calls.add(answer);
              return answer;
            });
  }
}

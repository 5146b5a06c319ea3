package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.cluster.BulkMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A map of the cluster in memory, which answers at once or as a test decides. */
final class MemoryMap implements BulkMap {
  private final Map<String, Buffer> entries;
  private Supplier<Future<Void>> beforeWrite = Future::succeededFuture;
  private Supplier<Future<Void>> beforeRead = Future::succeededFuture;
  private Predicate<String> refused = key -> false;
  private int writes;

  MemoryMap() {
    this(new HashMap<>());
  }

  private MemoryMap(Map<String, Buffer> entries) {
    this.entries = entries;
  }

  /** Splits off a copy, as the memory of the other side of a cluster. */
  MemoryMap split() {
    return new MemoryMap(new HashMap<>(entries));
  }

  /** Merges both sides as the cluster does: the higher counter wins. */
  void merge(MemoryMap other) {
    other.entries.forEach(
        (key, value) ->
            entries.merge(key, value, (one, two) -> one.getLong(0) >= two.getLong(0) ? one : two));
    other.entries.clear();
    other.entries.putAll(entries);
  }

  void beforeWrites(Supplier<Future<Void>> action) {
    beforeWrite = action;
  }

  void beforeReads(Supplier<Future<Void>> action) {
    beforeRead = action;
  }

  /** Refuses writes that contain such a key. */
  void refuse(Predicate<String> key) {
    refused = key;
  }

  int writes() {
    return writes;
  }

  Map<String, Buffer> entries() {
    return entries;
  }

  @Override
  public Future<Void> putAll(Map<String, Buffer> written) {
    writes++;
    if (written.keySet().stream().anyMatch(refused)) {
      return Future.failedFuture("an entry is locked");
    }
    return beforeWrite.get().onSuccess(done -> entries.putAll(written));
  }

  @Override
  public Future<Map<String, Buffer>> getAll(Collection<String> keys) {
    return beforeRead
        .get()
        .map(
            done ->
                keys.stream()
                    .filter(entries::containsKey)
                    .collect(Collectors.toMap(key -> key, entries::get)));
  }
}

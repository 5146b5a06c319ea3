package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * A shared map that is read and written by many entries at a time. Calls never wait on the event
 * loop. Every value begins with a counter of eight bytes: of two versions that meet after a split,
 * the one with the higher counter remains ({@link NewestWins}).
 */
public interface BulkMap {
  /**
   * The time after which an entry is gone. An entry is never written again after that time: the
   * owners might wait for its removal without end.
   */
  Duration LIFETIME = Duration.ofHours(12);

  /** Writes entries. After a failure some of them may have been written. */
  Future<Void> putAll(Map<String, Buffer> entries);

  /** Reads the entries that exist. */
  Future<Map<String, Buffer>> getAll(Collection<String> keys);
}

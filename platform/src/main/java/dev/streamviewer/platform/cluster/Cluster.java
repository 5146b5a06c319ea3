package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that share the bus and its maps. */
@FunctionalInterface
public interface Cluster {
  /** A single process without a cluster. */
  Cluster NONE = () -> 1;

  /** The number of current members, including this process. */
  int size();

  /**
   * Whether new entries of a shared map are written to two processes, so that they survive the
   * death of either.
   *
   * @param map the name of the map, see {@link SharedMaps}
   */
  default boolean keepsCopies(String map) {
    return size() > 1;
  }

  /**
   * Returns who receives writes of one entry of a shared map now.
   *
   * @param key the key of the entry
   */
  default EntryOwners owners(String map, String key) {
    return new EntryOwners(0, size());
  }

  /** Returns the name of this process among the members; empty without a cluster. */
  default Optional<String> node() {
    return Optional.empty();
  }

  /** Returns the names of the current members, including this process. */
  default Set<String> members() {
    return Set.of();
  }

  /** Returns the names of the members that have a consumer at an address of the bus. */
  default Future<List<String>> servers(String address) {
    return Future.succeededFuture(List.of());
  }

  /** Returns the end of the first certificate of the bus that ends; empty without TLS. */
  default Optional<Instant> certificatesEnd() {
    return Optional.empty();
  }

  /** Opens a shared map for bulk access; empty without a cluster. */
  default Optional<BulkMap> bulkMap(String map) {
    return Optional.empty();
  }
}

package dev.streamviewer.platform.cluster;

import java.util.Optional;

/** The processes that share the bus and its maps. */
@FunctionalInterface
public interface Cluster {
  /** A single process without a cluster. */
  Cluster NONE = () -> 1;

  /** The number of current members, including this process. */
  int size();

  /**
   * Whether new entries of a shared map are written to two processes, so that they survive the
   * death of either. Members that hold no part of the maps do not count.
   *
   * @param map the name of the map, see {@link SharedMaps}
   */
  default boolean keepsCopies(String map) {
    return size() > 1;
  }

  /** Opens a shared map for bulk access; empty without a cluster. */
  default Optional<BulkMap> bulkMap(String map) {
    return Optional.empty();
  }
}

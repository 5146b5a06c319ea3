package dev.streamviewer.platform.cluster;

/** The processes that share the bus and its maps, as a service sees them. */
@FunctionalInterface
public interface Cluster {
  /** A process of its own. */
  Cluster NONE = () -> 1;

  /** How many members there are now, this one included. */
  int size();

  /**
   * Whether whatever is put into a shared map now is written to two processes, so that it survives
   * the death of either. Members that hold no part of the maps do not count.
   *
   * @param map its name, see {@link SharedMaps}
   */
  default boolean keepsCopies(String map) {
    return size() > 1;
  }
}

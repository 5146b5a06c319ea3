package dev.streamviewer.platform.cluster;

/** The processes that share the bus and its maps, as a service sees them. */
@FunctionalInterface
public interface Cluster {
  /** A process of its own. */
  Cluster NONE = () -> 1;

  /** How many members there are now, this one included. */
  int size();

  /** Whether what is put into a shared map would survive the death of this process. */
  default boolean keepsCopies() {
    return size() > 1;
  }
}

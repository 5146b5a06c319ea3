package dev.streamviewer.platform.cluster;

/**
 * The members that receive writes of one entry of a shared map, at a moment.
 *
 * @param topology changes whenever the owners of any entry change
 * @param count the number of these members; those that have not opened the map yet do not count
 */
public record EntryOwners(int topology, int count) {
  private static final int COPIES = 2;

  /** Whether a write survives the death of any one member. */
  public boolean keepCopies() {
    return count >= COPIES;
  }

  /**
   * Whether a write between two looks has two copies: one member may have left, and another come,
   * between the looks.
   */
  public static boolean keptCopies(EntryOwners before, EntryOwners after) {
    return after.keepCopies() && before.topology == after.topology;
  }
}

package dev.streamviewer.platform.cluster;

import java.io.ObjectInputFilter;

/**
 * Limits what Java serialization may read in a member. Vert.x's maps and JGroups use Java
 * serialization for data from other members: the shared maps hold only strings and bytes, which
 * need no class. The filter keeps a peer from instantiating any class of this process's class path.
 */
final class DeserializationFilter {
  private static final String TEXT_ONLY = "maxdepth=4;maxrefs=100;maxarray=1000000;!*";

  private DeserializationFilter() {}

  /**
   * Installs the filter for this JVM, once; a filter of the operator's ({@code jdk.serialFilter})
   * has priority.
   */
  static synchronized void install() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(TEXT_ONLY));
    }
  }
}

package dev.streamviewer.platform.cluster;

import java.io.ObjectInputFilter;

/**
 * Limits what Java's own serialization may read in a member. Vert.x's maps and JGroups use it for
 * what other members send: the shared maps hold texts and bytes, which need no class at all. So a
 * peer cannot have any class of this process's class path instantiated that way.
 */
final class DeserializationFilter {
  private static final String NOTHING_BUT_TEXTS = "maxdepth=4;maxrefs=100;maxarray=1000000;!*";

  private DeserializationFilter() {}

  /**
   * Installs it for this JVM, once; a filter of the operator's ({@code jdk.serialFilter}) stays.
   */
  static synchronized void install() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(
          ObjectInputFilter.Config.createFilter(NOTHING_BUT_TEXTS));
    }
  }
}

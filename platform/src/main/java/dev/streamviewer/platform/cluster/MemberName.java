package dev.streamviewer.platform.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of a member: that of its process, which the tap, traces and pods use too, and a suffix
 * that keeps two members apart, such as a restarted process and its predecessor.
 */
final class MemberName {
  private static final String SEPARATOR = "#";
  private static final int SUFFIX_BYTES = 3;

  private MemberName() {}

  /** Adds a random suffix to the name of a process. */
  static String unique(String node) {
    var suffix = new byte[SUFFIX_BYTES];
    new SecureRandom().nextBytes(suffix);
    return node + SEPARATOR + HexFormat.of().formatHex(suffix);
  }

  /** The name of the process of a member. */
  static String node(String member) {
    var end = member.lastIndexOf(SEPARATOR);
    return end < 0 ? member : member.substring(0, end);
  }
}

package dev.streamviewer.platform.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * RendezvousHash hashing: every process chooses the same server for a text, without talking to any
 * other, and a server that comes or goes changes only the choices that concern it.
 */
final class RendezvousHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RendezvousHash() {}

  /** Chooses one of some servers; empty if there is none. */
  static Optional<String> choose(Collection<String> servers, String text) {
    if (servers.size() <= 1) {
      return servers.stream().findAny();
    }
    var hash = hash(text);
    return servers.stream().max(Comparator.comparingLong(server -> mix(hash ^ hash(server))));
  }

  private static long hash(String text) {
    var hash = FNV_OFFSET;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** Spreads each bit over all others, as the finalizer of MurmurHash3 does. */
  private static long mix(long value) {
    var mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}

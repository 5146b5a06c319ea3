package dev.streamviewer.gateway.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Open connections by the address that holds them, ordered by their last progress. Each step takes
 * about the same time, however many there are.
 *
 * @param <C> a connection
 */
final class ConnectionShares<C> {
  private final Map<String, LinkedHashSet<C>> byAddress = new HashMap<>();
  private final TreeMap<Integer, LinkedHashSet<String>> addressesBySize = new TreeMap<>();
  private int size;

  void add(String address, C connection) {
    var own = byAddress.computeIfAbsent(address, first -> new LinkedHashSet<>());
    if (own.add(connection)) {
      size++;
      move(address, own.size() - 1, own.size());
    }
  }

  /** Moves a connection behind all others of its address; one that is gone stays away. */
  void progressed(String address, C connection) {
    var own = byAddress.get(address);
    if (own != null && own.remove(connection)) {
      own.add(connection);
      var alike = addressesBySize.get(own.size());
      alike.remove(address);
      alike.add(address);
    }
  }

  /** Removes a connection, if it is here. */
  boolean remove(String address, C connection) {
    var own = byAddress.get(address);
    if (own == null || !own.remove(connection)) {
      return false;
    }
    size--;
    move(address, own.size() + 1, own.size());
    if (own.isEmpty()) {
      byAddress.remove(address);
    }
    return true;
  }

  int size() {
    return size;
  }

  /** The number of connections of one address. */
  int size(String address) {
    var own = byAddress.get(address);
    return own == null ? 0 : own.size();
  }

  /**
   * The address that holds most; among equals the one whose last progress is longest ago. Call it
   * only while there are connections.
   */
  String largest() {
    return addressesBySize.lastEntry().getValue().iterator().next();
  }

  /**
   * The connection of an address whose last progress is longest ago; call it only if it has one.
   */
  C longestIdle(String address) {
    return byAddress.get(address).iterator().next();
  }

  private void move(String address, int before, int after) {
    if (before > 0) {
      var left = addressesBySize.get(before);
      left.remove(address);
      if (left.isEmpty()) {
        addressesBySize.remove(before);
      }
    }
    if (after > 0) {
      addressesBySize.computeIfAbsent(after, first -> new LinkedHashSet<>()).add(address);
    }
  }
}

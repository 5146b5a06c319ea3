package dev.streamviewer.gateway.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Open connections by remote address, ordered by their last progress. Each operation takes about
 * the same time, however many connections there are.
 *
 * @param <C> the type of connection
 */
final class ConnectionShares<C> {
  private final Map<String, LinkedHashSet<C>> byAddress = new HashMap<>();
  private final TreeMap<Integer, LinkedHashSet<String>> addressesBySize = new TreeMap<>();
  private int size;

  void add(String address, C connection) {
    var connections = byAddress.computeIfAbsent(address, first -> new LinkedHashSet<>());
    if (connections.add(connection)) {
      size++;
      move(address, connections.size() - 1, connections.size());
    }
  }

  /** Moves a connection to the end of its address; ignores a removed connection. */
  void progressed(String address, C connection) {
    var connections = byAddress.get(address);
    if (connections != null && connections.remove(connection)) {
      connections.add(connection);
      var addresses = addressesBySize.get(connections.size());
      addresses.remove(address);
      addresses.add(address);
    }
  }

  /** Removes a connection; returns whether the connection was present. */
  boolean remove(String address, C connection) {
    var connections = byAddress.get(address);
    if (connections == null || !connections.remove(connection)) {
      return false;
    }
    size--;
    move(address, connections.size() + 1, connections.size());
    if (connections.isEmpty()) {
      byAddress.remove(address);
    }
    return true;
  }

  int size() {
    return size;
  }

  /** The number of connections of one address. */
  int size(String address) {
    var connections = byAddress.get(address);
    return connections == null ? 0 : connections.size();
  }

  /**
   * The address with the most connections; among equals, the address with the oldest last progress.
   * Fails when there are no connections.
   */
  String largest() {
    return addressesBySize.lastEntry().getValue().iterator().next();
  }

  /** The connection of an address with the oldest last progress. Fails if the address has none. */
  C longestIdle(String address) {
    return byAddress.get(address).iterator().next();
  }

  private void move(String address, int before, int after) {
    if (before > 0) {
      var addresses = addressesBySize.get(before);
      addresses.remove(address);
      if (addresses.isEmpty()) {
        addressesBySize.remove(before);
      }
    }
    if (after > 0) {
      addressesBySize.computeIfAbsent(after, first -> new LinkedHashSet<>()).add(address);
    }
  }
}

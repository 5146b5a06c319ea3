package dev.streamviewer.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Free TCP ports. */
public final class FreePorts {
  private FreePorts() {}

  /** Returns distinct ports that were free a moment ago. */
  public static List<Integer> free(int count) throws IOException {
    Set<Integer> ports = new HashSet<>();
    while (ports.size() < count) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.add(socket.getLocalPort());
      }
    }
    return List.copyOf(ports);
  }
}

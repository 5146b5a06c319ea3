package dev.streamviewer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that stay free until a process listens, and while it is away: below the system's range for
 * outgoing connections, and each port only once.
 */
public final class FreePorts {
  private static final int FIRST = 12_000;
  private static final int LAST = 30_000;

  private int next = ThreadLocalRandom.current().nextInt(FIRST, LAST - 1_000);

  /** Returns a port. */
  public int one() {
    return consecutive(1);
  }

  /** Returns distinct ports. */
  public List<Integer> several(int count) {
    return IntStream.range(0, count).mapToObj(i -> one()).toList();
  }

  /** Returns the first of several consecutive ports. */
  public synchronized int consecutive(int count) {
    for (var run = 0; run < count; next++) {
      run = isFree(next) ? run + 1 : 0;
    }
    return next - count;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}

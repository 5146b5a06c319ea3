package dev.streamviewer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that stay free until a process listens, and while it is away: below the system's range for
 * outgoing connections, and each port only once. JVMs that test at the same time have different
 * ranges.
 */
public final class FreePorts {
  private static final int FIRST = 12_000;
  private static final int PER_FORK = 4_500;
  private static final int FORKS = 4;

  /**
   * The ports of a cluster on this machine: 32 for members, and as many for failure detection, 100
   * above. See {@code jgroups-local.xml}.
   */
  private static final int OF_A_CLUSTER = 132;

  private static final int START = FIRST + Integer.getInteger("test.fork", 0) % FORKS * PER_FORK;

  private static int next = START + ThreadLocalRandom.current().nextInt(PER_FORK);

  private FreePorts() {}

  /** Returns a port. */
  public static int one() {
    return consecutive(1);
  }

  /** Returns distinct ports. */
  public static List<Integer> several(int count) {
    return IntStream.range(0, count).mapToObj(i -> one()).toList();
  }

  /** Returns a value for {@code CLUSTER_PORT}, of a cluster that finds no member of another one. */
  public static int cluster() {
    return consecutive(OF_A_CLUSTER);
  }

  private static synchronized int consecutive(int count) {
    var run = 0;
    while (run < count) {
      if (next >= START + PER_FORK) {
        next = START;
        run = 0;
      }
      run = isFree(next) ? run + 1 : 0;
      next++;
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

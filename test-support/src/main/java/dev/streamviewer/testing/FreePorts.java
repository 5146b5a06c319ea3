package dev.streamviewer.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that stay free until a process listens, and while it is away: below the system's range for
 * outgoing connections, and each port only once. JVMs that test at the same time have different
 * ranges, which they lock for as long as they live.
 */
public final class FreePorts {
  private static final int FIRST = 12_000;
  private static final int PER_JVM = 2_500;
  private static final int RANGES = 8;

  /**
   * The ports of a cluster on this machine: 32 for members, and as many for failure detection, 100
   * above. See {@code jgroups-local.xml}.
   */
  private static final int OF_A_CLUSTER = 132;

  /** An unreachable lock would be released by the garbage collector. */
  private static FileLock held;

  private static final int START = FIRST + lockedRange() * PER_JVM;

  private static int next = START + ThreadLocalRandom.current().nextInt(PER_JVM);

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
      if (next >= START + PER_JVM) {
        next = START;
        run = 0;
      }
      run = isFree(next) ? run + 1 : 0;
      next++;
    }
    return next - count;
  }

  /** Returns the first range that no other JVM has locked; a random one if all are locked. */
  private static int lockedRange() {
    return IntStream.range(0, RANGES)
        .filter(FreePorts::lock)
        .findFirst()
        .orElseGet(() -> ThreadLocalRandom.current().nextInt(RANGES));
  }

  /** Locks a range until this JVM ends, however it ends. */
  private static boolean lock(int range) {
    var file = Path.of(System.getProperty("java.io.tmpdir"), "streamviewer-ports-" + range);
    try {
      var channel = FileChannel.open(file, CREATE, WRITE);
      held = channel.tryLock();
      if (held == null) {
        channel.close();
      }
      return held != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      // The channel stays open: to close any channel of a file releases all locks of the JVM on it.
      return false;
    } catch (IOException unusable) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}

package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedBus;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedCluster;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.platform.batch.CallRouter;
import dev.streamviewer.platform.batch.ServerRoster;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The asking side of the bus in one process, as a {@code BatchedClient} runs a {@link CallRouter}.
 */
final class SimulatedClient {
  private static final long SWEEP = 100 * MILLI;
  private static final long ROSTER = 500 * MILLI;

  /** The most time that the router counts between two looks at the clock. */
  private static final long MAX_STEP = 250 * MILLI;

  private final SimulatedProcess process;
  private final Role servers;
  private final SimulatedCluster cluster;
  private final boolean countsSleep;
  private final CallRouter router;
  private List<String> listed = List.of();
  private long swept;

  SimulatedClient(
      SimulatedProcess process,
      Role servers,
      Duration timeout,
      SimulatedCluster cluster,
      SimulatedBus bus,
      Set<DeliveryRule> off) {
    this.process = process;
    this.servers = servers;
    this.cluster = cluster;
    this.swept = process.nanoTime();
    this.countsSleep = off.contains(DeliveryRule.RUNNING_TIME);
    var replies = address("client", process.name);
    this.router =
        new CallRouter(
            servers.name(),
            replies,
            timeout,
            roster(),
            (address, message) -> send(bus, address, message),
            node -> address("server", node),
            process::endOfTurn,
            countsSleep ? () -> swept : process::nanoTime);
    bus.consume(process, replies, router::receive);
    refresh();
    process.every(ROSTER, this::refresh);
    process.every(SWEEP, this::sweep);
  }

  static String address(String side, String process) {
    return side + ":" + process;
  }

  private void send(SimulatedBus bus, String address, Buffer message) {
    var node = address.substring(address.indexOf(':') + 1);
    bus.send(process, address, message, () -> router.unreachable(node));
  }

  void ask(Buffer content, String affinity, Promise<Buffer> answer) {
    if (listed.isEmpty()) {
      answer.fail(new BusFailure(Reason.UNAVAILABLE, "No server is known."));
    } else {
      router.ask(content, affinity, answer);
    }
  }

  private void refresh() {
    listed =
        process.view.stream()
            .map(cluster.processes::get)
            .filter(it -> it.role == servers && it.registered)
            .map(it -> it.name)
            .toList();
  }

  /** Without the rule, a process that slept counts all of that time as time without an answer. */
  private void sweep() {
    if (countsSleep) {
      while (swept < process.nanoTime()) {
        swept = Math.min(process.nanoTime(), swept + MAX_STEP);
        router.sweep();
      }
    } else {
      router.sweep();
    }
  }

  private ServerRoster roster() {
    return new ServerRoster() {
      @Override
      public List<String> servers() {
        return listed;
      }

      @Override
      public boolean isMember(String node) {
        return process.view.contains(node);
      }
    };
  }
}

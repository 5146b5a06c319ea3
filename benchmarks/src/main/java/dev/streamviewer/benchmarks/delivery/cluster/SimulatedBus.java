package dev.streamviewer.benchmarks.delivery.cluster;

import dev.streamviewer.platform.batch.BatchMessage;
import dev.streamviewer.platform.batch.BatchMessage.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Connections between processes: messages arrive in order, or not at all. Notes when a process was
 * taken for dead although it and the bus were well.
 */
public final class SimulatedBus {
  /** The time after a death in which messages are lost without a sign. */
  private static final long CLOSING = 2 * SimulatedTime.MILLI;

  /** The time within which delayed messages still arrive. */
  private static final long AFTERMATH = SimulatedTime.SECOND;

  private final SimulatedTime time;
  private final SimulatedCluster cluster;
  private final Set<DeliveryRule> off;
  private final DeliveryViolations violations;
  private final Map<String, Consumer<Buffer>> consumers = new HashMap<>();
  private final Map<String, Long> lastArrivals = new HashMap<>();
  private final Map<String, Asked> asked = new HashMap<>();
  private boolean slow;
  private boolean losing;
  private long troubledAt = -AFTERMATH;

  private record Asked(SimulatedProcess server, long at) {}

  public SimulatedBus(
      SimulatedTime time,
      SimulatedCluster cluster,
      Set<DeliveryRule> off,
      DeliveryViolations violations) {
    this.time = time;
    this.cluster = cluster;
    this.off = off;
    this.violations = violations;
  }

  public void consume(SimulatedProcess process, String address, Consumer<Buffer> consumer) {
    consumers.put(address, message -> process.message(() -> consumer.accept(message)));
  }

  public void setSlow(boolean slow) {
    this.slow = slow;
    troubled();
  }

  /** Whether connections break, and lose the messages on their way. */
  public void setLosing(boolean losing) {
    this.losing = losing;
    troubled();
  }

  public void troubled() {
    troubledAt = time.now();
  }

  public void send(SimulatedProcess from, String address, Buffer bytes) {
    send(from, address, bytes, () -> {});
  }

  /**
   * Sends a message.
   *
   * @param refused runs if the host of a dead process refuses the connection
   */
  public void send(SimulatedProcess from, String address, Buffer bytes, Runnable refused) {
    var to = cluster.processes.get(address.substring(address.indexOf(':') + 1));
    var message = BatchMessage.decode(bytes);
    var shown = message.kind() == Kind.ASK ? watch(from, to, message) : message;
    if (shown == null || losing || !cluster.reaches(from, to) || isHidden(message)) {
      if (isRefused(from, to)) {
        time.after(time.between(0.2, 1.5), () -> from.message(refused));
      }
      return;
    }
    var sent = withoutUnknown(shown);
    var pair = from + ">" + to;
    var arrival =
        Math.max(
            lastArrivals.getOrDefault(pair, 0L) + 1,
            time.now() + time.between(0.2, 1.5) + (slow ? time.between(100, 600) : 0));
    lastArrivals.put(pair, arrival);
    time.after(
        arrival - time.now(),
        () -> {
          if (cluster.reaches(from, to)) {
            consumers.get(address).accept(sent.encode());
          }
        });
  }

  private boolean isRefused(SimulatedProcess from, SimulatedProcess to) {
    return !losing
        && !off.contains(DeliveryRule.REFUSED_AT_ONCE)
        && cluster.refuses(from, to)
        && time.now() > to.killedAt + CLOSING;
  }

  private boolean isHidden(BatchMessage message) {
    return message.kind() == Kind.PONG && off.contains(DeliveryRule.PING_FIRST);
  }

  private BatchMessage withoutUnknown(BatchMessage message) {
    return message.kind() == Kind.PONG && off.contains(DeliveryRule.UNKNOWN_IN_PONG)
        ? new BatchMessage(Kind.PONG, message.from(), List.of())
        : message;
  }

  /** Notes requests; returns what is sent of them. */
  private BatchMessage watch(SimulatedProcess from, SimulatedProcess to, BatchMessage message) {
    var items = new ArrayList<BatchMessage.Item>();
    for (var item : message.items()) {
      var request = message.from() + "/" + item.number();
      var before = asked.put(request, new Asked(to, time.now()));
      if (before != null && isHealthy(from, before)) {
        violations.add("%s took %s for dead, which was well".formatted(from, before.server()));
      }
      if (before == null || !off.contains(DeliveryRule.ASK_ELSEWHERE)) {
        items.add(item);
      }
    }
    return items.isEmpty() ? null : new BatchMessage(Kind.ASK, message.from(), List.copyOf(items));
  }

  private boolean isHealthy(SimulatedProcess from, Asked asked) {
    return asked.server().troubledAt < asked.at()
        && troubledAt + AFTERMATH < asked.at()
        && !slow
        && cluster.isMember(from, asked.server())
        && cluster.reaches(from, asked.server());
  }
}

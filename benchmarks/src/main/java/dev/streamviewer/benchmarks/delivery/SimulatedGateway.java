package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedBus;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedCluster;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** A gateway: passes messages on to a webhook service. */
final class SimulatedGateway {
  private static final Duration INGEST = Duration.ofSeconds(4);

  final SimulatedProcess process;

  private final SimulatedClient client;
  private final Set<DeliveryRule> off;

  SimulatedGateway(
      SimulatedProcess process, SimulatedCluster cluster, SimulatedBus bus, Set<DeliveryRule> off) {
    this.process = process;
    this.off = off;
    this.client = new SimulatedClient(process, Role.WEBHOOK, INGEST, cluster, bus, off);
  }

  /** Handles a message; the answer is whether its status is 2xx. */
  void post(SimulatedMessage message, Consumer<Boolean> answer) {
    process.message(
        () -> {
          var verdict = Promise.<Buffer>promise();
          var affinity = off.contains(DeliveryRule.AFFINITY) ? null : message.id();
          client.ask(Buffer.buffer(message.id()), affinity, verdict);
          verdict
              .future()
              .onComplete(done -> answer.accept(done.succeeded() && isAccepted(done.result())));
        });
  }

  private static boolean isAccepted(Buffer outcome) {
    return !CallbackOutcome.valueOf(outcome.toString()).isRetryable();
  }
}

package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.DeliveryViolations;
import dev.streamviewer.benchmarks.delivery.cluster.ProcessVertx;
import dev.streamviewer.benchmarks.delivery.cluster.SharedMap;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedBus;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedCluster;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.batch.BatchMessage;
import dev.streamviewer.platform.batch.BatchServer;
import dev.streamviewer.platform.batch.ItemCodec;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.EntryOwners;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.DeliveryMarks;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.delivery.AnswerDeadline;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.delivery.Outbox;
import dev.streamviewer.webhook.delivery.OutboxRelay;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A webhook service, wired as its delivery module wires it. */
final class SimulatedWebhookService {
  static final int OUTBOX_CAPACITY = 300;

  static final String OUTBOX = "outbox";

  private static final int MARKS_CAPACITY = 4_000;
  private static final Duration DELIVERY = Duration.ofSeconds(8);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final ItemCodec<StreamEvent> EVENTS = ItemCodec.json(StreamEvent.class);
  private static final ItemCodec<DeliveryAcceptance> ACCEPTANCES =
      ItemCodec.json(DeliveryAcceptance.class);

  private final Map<String, SimulatedMessage> messages;
  private final SimulatedClient notifiers;
  private final EventPipeline pipeline;
  private final SimulatedCluster cluster;
  private final DeliveryViolations violations;

  SimulatedWebhookService(
      SimulatedProcess process,
      SimulatedCluster cluster,
      SimulatedBus bus,
      Map<String, SimulatedMessage> messages,
      DeliveryViolations violations,
      Set<DeliveryRule> off) {
    this.messages = messages;
    this.cluster = cluster;
    this.violations = violations;
    this.notifiers = new SimulatedClient(process, Role.NOTIFIER, DELIVERY, cluster, bus, off);
    var clock = process.clock();
    var entries =
        new SharedMap(cluster, process, OUTBOX, off.contains(DeliveryRule.STORE_BEFORE_ANSWER));
    var capacity = off.contains(DeliveryRule.OUTBOX_BOUND) ? Integer.MAX_VALUE : OUTBOX_CAPACITY;
    var outbox = new Outbox(entries, members(process, cluster), clock, capacity, process);
    pipeline =
        new EventPipeline(
            Deduplicator.ofMessages(new SwitchedMarks(marks(process), off)),
            Deduplicator.ofEvents(new SwitchedMarks(marks(process), off)),
            new CrossSubscriptionDeduplicator(new SharedMap(cluster, process, "marks"), clock),
            new EventDelivery(this::deliver, outbox, patient(process, off)),
            new AnswerDeadline(outbox, patient(process, off)));
    startRelay(process, outbox, new SharedMap(cluster, process, "leases"), off);
    var server =
        new BatchServer(
            "webhook.ingest",
            process.name,
            (from, item) -> receive(item),
            (address, message) -> bus.send(process, address, message),
            process::endOfTurn);
    bus.consume(
        process,
        SimulatedClient.address("server", process.name),
        message -> {
          if (!off.contains(DeliveryRule.ITEM_BY_ITEM) || !hasPoison(message)) {
            server.receive(message);
          }
        });
  }

  private static DeliveryMarks marks(SimulatedProcess process) {
    return new LocalDeliveryMarks(MARKS_CAPACITY, process.clock());
  }

  private static Timers patient(SimulatedProcess process, Set<DeliveryRule> off) {
    return off.contains(DeliveryRule.ONE_SECOND) ? duration -> process.pass(NEVER) : process;
  }

  private void startRelay(
      SimulatedProcess process,
      Outbox outbox,
      AsyncMap<String, String> leases,
      Set<DeliveryRule> off) {
    if (off.contains(DeliveryRule.RESEND)) {
      return;
    }
    var vertx = ProcessVertx.of(process);
    var meters = new SimpleMeterRegistry();
    var job = off.contains(DeliveryRule.ONE_RESENDER) ? "outbox of " + process : "outbox";
    var lease = new LeaderLease(leases, job, process);
    var guard = new RoundGuard(vertx, "outbox", OutboxRelay.STALL_TIMEOUT, meters, lease::stepDown);
    var tries = new long[1];
    new OutboxRelay(
            vertx,
            outbox,
            lease,
            guard,
            this::deliver,
            meters,
            process.clock(),
            off.contains(DeliveryRule.OWN_VAIN_TRIES)
                ? () -> tries[0] += Duration.ofMinutes(10).toNanos()
                : process::nanoTime)
        .start();
  }

  private Future<CallbackOutcome> deliver(StreamEvent event) {
    var answer = Promise.<Buffer>promise();
    notifiers.ask(EVENTS.encode(event), null, answer);
    return answer
        .future()
        .recover(failure -> Future.failedFuture(asBusFailure(failure)))
        .map(ACCEPTANCES::decode)
        .map(it -> it.pushed() ? CallbackOutcome.DELIVERED : CallbackOutcome.UNDELIVERABLE);
  }

  private static Throwable asBusFailure(Throwable failure) {
    return failure instanceof BusFailure
        ? failure
        : new BusFailure(Reason.TIMEOUT, "The notifier did not answer.");
  }

  private Future<Buffer> receive(BatchMessage.Item item) {
    var message = messages.get(item.content().toString());
    if (message.poisoned) {
      throw new IllegalArgumentException("poisoned");
    }
    return pipeline
        .handleInTime(message.id(), () -> pipeline.deliver(List.of(message.keyed), "subscription"))
        .onSuccess(outcome -> check(message, outcome))
        .map(outcome -> Buffer.buffer(outcome.name()));
  }

  /** Twitch does not send again what was kept, so two processes must have it. */
  private void check(SimulatedMessage message, CallbackOutcome outcome) {
    var copies = cluster.holders(OUTBOX + "/" + message.id());
    if (outcome == CallbackOutcome.KEPT && message.pushes.isEmpty() && copies < 2) {
      violations.add("%s is answered with %d copies in the outbox".formatted(message, copies));
    }
  }

  private boolean hasPoison(Buffer bytes) {
    var message = BatchMessage.decode(bytes);
    return message.kind() == BatchMessage.Kind.ASK
        && message.items().stream().anyMatch(it -> messages.get(it.content().toString()).poisoned);
  }

  private static Cluster members(SimulatedProcess process, SimulatedCluster cluster) {
    return new Cluster() {
      @Override
      public int size() {
        return process.view.size();
      }

      @Override
      public boolean keepsCopies(String map) {
        return cluster.owners(process, "any") > 1;
      }

      @Override
      public EntryOwners owners(String map, String key) {
        return new EntryOwners(cluster.topology(process), cluster.owners(process, map + "/" + key));
      }
    };
  }
}

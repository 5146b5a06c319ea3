package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.ProcessVertx;
import dev.streamviewer.benchmarks.delivery.cluster.SegmentMap;
import dev.streamviewer.benchmarks.delivery.cluster.SharedMap;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedBus;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedCluster;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.notifier.Notifier;
import dev.streamviewer.notifier.delivery.BatchPublisher;
import dev.streamviewer.notifier.delivery.DeliveryMeters;
import dev.streamviewer.notifier.delivery.DeliveryQueue;
import dev.streamviewer.notifier.delivery.DeliveryReceipts;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkCircuitBreaker;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.notifier.history.SegmentedHistory;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.batch.BatchServer;
import dev.streamviewer.platform.batch.ItemCodec;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A notifier, wired as its verticle wires it, with Pusher as the only sink. */
final class SimulatedNotifier {
  private static final int QUEUE_CAPACITY = 200;
  private static final int PARALLEL_CALLS = 16;

  /** The wait of a reader for the other notifiers. */
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(20);

  private static final ItemCodec<StreamEvent> EVENTS = ItemCodec.json(StreamEvent.class);
  private static final ItemCodec<DeliveryAcceptance> ACCEPTANCES =
      ItemCodec.json(DeliveryAcceptance.class);

  final SimulatedProcess process;

  private final SimulatedPusher pusher;
  private final Set<DeliveryRule> off;
  private final EventHistory history;
  private final DeliveryQueue queue;

  /** The order of arrival of events. */
  private final Map<String, Integer> arrivals = new HashMap<>();

  private final Map<String, Integer> lastAccepted = new HashMap<>();
  private int lastArrival;

  /** Whether a reader begins at this moment. */
  private boolean reading;

  SimulatedNotifier(
      SimulatedProcess process,
      SimulatedCluster cluster,
      SimulatedBus bus,
      SimulatedPusher pusher,
      Set<DeliveryRule> off) {
    this.process = process;
    this.pusher = pusher;
    this.off = off;
    this.history = history(cluster);
    this.queue = queue();
    Function<EncodedEvent, Future<DeliveryAcceptance>> sink = this::send;
    var notifier =
        new Notifier(
            off.contains(DeliveryRule.HISTORY_AT_BEGIN) ? new LateHistory(history) : history,
            event -> true,
            Map.of("pusher", sink),
            new DeliveryReceipts(new SharedMap(cluster, process, "receipts")),
            process);
    var server =
        new BatchServer(
            "notifier.deliver",
            process.name,
            (from, item) ->
                notifier.deliver(EVENTS.decode(item.content())).map(ACCEPTANCES::encode),
            (address, message) -> bus.send(process, address, message),
            process::endOfTurn);
    bus.consume(process, SimulatedClient.address("server", process.name), server::receive);
  }

  private SegmentedHistory history(SimulatedCluster cluster) {
    var opened =
        new SegmentedHistory(
            new SegmentMap(cluster, process, off), timers(), process.clock(), process.name);
    opened.open();
    return opened;
  }

  private Timers timers() {
    return new Timers() {
      @Override
      public Future<Void> pass(Duration duration) {
        return reading
                && off.contains(DeliveryRule.WAIT_FOR_FLUSH)
                && duration.equals(FLUSH_INTERVAL)
            ? Future.succeededFuture()
            : process.pass(duration);
      }

      @Override
      public long nanoTime() {
        return process.nanoTime();
      }
    };
  }

  private DeliveryQueue queue() {
    var circuit =
        new SinkCircuitBreaker(
            "Pusher",
            () -> pusher.probe(process),
            (pause, action) ->
                process.timer(
                    off.contains(DeliveryRule.CIRCUIT)
                        ? 0
                        : ProcessVertx.pause(process.time, pause.toMillis()),
                    action));
    var publisher =
        new BatchPublisher(
            "Pusher",
            events -> pusher.deliver(process, events),
            circuit,
            DeliveryMeters.pusher(new SimpleMeterRegistry()));
    return new DeliveryQueue(
        publisher,
        process.clock(),
        process::endOfTurn,
        off.contains(DeliveryRule.QUEUE_BOUND) ? Integer.MAX_VALUE : QUEUE_CAPACITY,
        PARALLEL_CALLS);
  }

  private Future<DeliveryAcceptance> send(EncodedEvent event) {
    arrivals.put(event.id(), ++lastArrival);
    pusher.begun(process, event.id());
    return off.contains(DeliveryRule.CHANNEL_IN_ORDER) ? sendAlone(event) : queue.send(event);
  }

  private Future<DeliveryAcceptance> sendAlone(EncodedEvent event) {
    return pusher
        .deliver(process, List.of(QueuedEvent.of(event, process.clock().instant())))
        .compose(
            responses ->
                responses.get(0).isAccepted()
                    ? Future.succeededFuture(new DeliveryAcceptance(true))
                    : Future.failedFuture(new BusFailure(Reason.UPSTREAM, "refused")));
  }

  /** Whether an accepted event came after all that this notifier got accepted before. */
  boolean isInOrder(StreamEvent event) {
    var arrival = arrivals.get(event.id());
    var last = lastAccepted.put(event.streamer().login(), arrival);
    return last == null || last < arrival;
  }

  boolean isWithinBounds() {
    return queue.waiting() <= QUEUE_CAPACITY && queue.calls() <= PARALLEL_CALLS;
  }

  /** Answers with the recent events; the answer may never come. */
  void recent(String login, String after, Consumer<RecentEvents> answer) {
    process.message(
        () -> {
          reading = true;
          history.find(new FindRecentEvents(login, after, false)).onSuccess(answer::accept);
          reading = false;
        });
  }

  /** A history that learns of events only once Pusher has accepted them. */
  private record LateHistory(EventHistory history) implements EventHistory {
    @Override
    public void begun(EncodedEvent event) {}

    @Override
    public void accepted(EncodedEvent event) {
      history.accepted(event);
    }

    @Override
    public Future<RecentEvents> find(FindRecentEvents question) {
      return history.find(question);
    }
  }
}

package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue of events for one sink. If a call is free, it starts as soon as the event loop has
 * processed all input of the same moment: a single event is never delayed, and under load up to ten
 * share a call. While the circuit is open nothing waits: events are refused, and the sender keeps
 * them.
 */
public final class DeliveryQueue {
  private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

  /** The limit of Pusher and of SNS for one call. */
  private static final int MAX_BATCH = 10;

  /** The sender has given up by then, and sends again. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(1);

  private final String sink;
  private final Function<List<QueuedEvent>, Future<List<SinkResponse>>> publish;
  private final Circuit circuit;
  private final DeliveryMeters meters;
  private final Clock clock;
  private final Executor deferred;
  private final int capacity;
  private final int maxCalls;

  private final ChannelQueues queues = new ChannelQueues();
  private int calls;
  private boolean startScheduled;
  private boolean starting;

  /**
   * @param sink the display name of the sink
   * @param publish sends up to ten events in one call and returns a response for each, in order
   * @param deferred runs an action after everything that the event loop has to do at this moment
   * @param capacity the number of events that may wait
   * @param maxCalls the number of calls that may be under way
   */
  public DeliveryQueue(
      String sink,
      Function<List<QueuedEvent>, Future<List<SinkResponse>>> publish,
      Circuit circuit,
      DeliveryMeters meters,
      Clock clock,
      Executor deferred,
      int capacity,
      int maxCalls) {
    this.sink = sink;
    this.publish = publish;
    this.circuit = circuit;
    this.meters = meters;
    this.clock = clock;
    this.deferred = deferred;
    this.capacity = capacity;
    this.maxCalls = maxCalls;
  }

  /**
   * Sends an event.
   *
   * @return the sink's decision; fails with BUSY if too many events wait, with UPSTREAM if the sink
   *     cannot accept the event now
   */
  public Future<DeliveryAcceptance> send(EncodedEvent event) {
    var delivery = QueuedEvent.of(event, clock.instant());
    if (circuit.isOpen()) {
      refuse(List.of(delivery));
    } else if (queues.size() >= capacity) {
      refuse(
          List.of(delivery), Reason.BUSY, "Too many events wait for %s just now.".formatted(sink));
    } else {
      queues.add(delivery);
      scheduleStart();
    }
    return delivery.acceptance().future();
  }

  public int waiting() {
    return queues.size();
  }

  public int calls() {
    return calls;
  }

  private void scheduleStart() {
    if (!startScheduled) {
      startScheduled = true;
      deferred.execute(this::startCalls);
    }
  }

  /** Starts calls. A call that ends at once must not start the next from within: this loop does. */
  private void startCalls() {
    startScheduled = false;
    if (!starting) {
      starting = true;
      startAll();
      starting = false;
    }
  }

  private void startAll() {
    while (!circuit.isOpen() && calls < maxCalls && queues.areReady()) {
      start(queues.take(MAX_BATCH));
    }
    while (circuit.isOpen() && queues.areReady()) {
      var batch = queues.take(MAX_BATCH);
      refuse(batch.events());
      queues.release(batch);
    }
  }

  private void start(ChannelQueues.Batch batch) {
    var earliest = clock.instant().minus(MAX_WAIT);
    var inTime =
        batch.events().stream()
            .collect(Collectors.partitioningBy(it -> !it.queuedAt().isBefore(earliest)));
    refuse(inTime.get(false), Reason.BUSY, sink + " is too slow just now.");
    if (inTime.get(true).isEmpty()) {
      queues.release(batch);
      return;
    }
    calls++;
    publish(inTime.get(true))
        .onComplete(
            done -> {
              calls--;
              queues.release(batch);
              startCalls();
            });
  }

  private Future<Void> publish(List<QueuedEvent> batch) {
    var begin = System.nanoTime();
    return circuit
        .call(() -> batch.get(0).runOnContext(() -> publish.apply(batch)))
        .onComplete(done -> meters.call(batch.size(), System.nanoTime() - begin))
        .transform(
            done ->
                done.succeeded()
                    ? handle(batch, done.result())
                    : fail(batch, "cannot be reached: " + done.cause().getMessage()));
  }

  private Future<Void> handle(List<QueuedEvent> batch, List<SinkResponse> answers) {
    var suspects = new ArrayList<QueuedEvent>();
    var refused = new LinkedHashMap<String, List<QueuedEvent>>();
    var accepted = new ArrayList<QueuedEvent>(batch.size());
    for (var i = 0; i < batch.size(); i++) {
      var answer = answers.get(i);
      if (answer.accepted()) {
        accepted.add(batch.get(i));
      } else if (answer.isFinal()) {
        suspects.add(batch.get(i));
      } else {
        refused
            .computeIfAbsent("answered " + answer, reason -> new ArrayList<>())
            .add(batch.get(i));
      }
    }
    if (!accepted.isEmpty()) {
      settle(accepted, true);
    }
    refused.forEach((reason, deliveries) -> fail(deliveries, reason));
    return batch.size() == 1 && !suspects.isEmpty()
        ? drop(batch, answers.get(0))
        : publishOneByOne(suspects);
  }

  /**
   * Publishes events separately: one bad event spoils a batch, and a separate call identifies it.
   */
  private Future<Void> publishOneByOne(List<QueuedEvent> batch) {
    return Sequentially.forEach(batch.iterator(), delivery -> publishSingle(List.of(delivery)));
  }

  private Future<Void> publishSingle(List<QueuedEvent> single) {
    return circuit.isOpen() ? refuse(single) : publish(single);
  }

  private Future<Void> drop(List<QueuedEvent> batch, SinkResponse answer) {
    batch
        .get(0)
        .about(log.atError())
        .log(
            "{} will never take {} ({}), channel {}",
            sink,
            batch.get(0).event(),
            answer,
            batch.get(0).channel());
    return settle(batch, false);
  }

  private Future<Void> settle(List<QueuedEvent> batch, boolean pushed) {
    meters.settled(batch.size(), pushed);
    batch.forEach(it -> it.acceptance().complete(new DeliveryAcceptance(pushed)));
    return Future.succeededFuture();
  }

  private Future<Void> fail(List<QueuedEvent> batch, String reason) {
    meters.failed(batch.size());
    batch.forEach(it -> it.about(log.atWarn()).log("Not delivered: {}. {} {}", it, sink, reason));
    var failure = new BusFailure(Reason.UPSTREAM, sink + " could not take the event just now.");
    batch.forEach(it -> it.acceptance().fail(failure));
    return Future.succeededFuture();
  }

  private Future<Void> refuse(List<QueuedEvent> batch) {
    return refuse(batch, Reason.UPSTREAM, sink + " takes no events just now.");
  }

  /** Refuses events without a call. */
  private Future<Void> refuse(List<QueuedEvent> batch, Reason reason, String sentence) {
    meters.refused(batch.size());
    batch.forEach(it -> it.acceptance().fail(new BusFailure(reason, sentence)));
    return Future.succeededFuture();
  }
}

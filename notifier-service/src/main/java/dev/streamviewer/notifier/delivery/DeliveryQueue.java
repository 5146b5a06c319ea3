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
 * Events on their way to one outlet. While a call is free it starts as soon as the event loop has
 * dealt with what came in at the same moment: a single event is never held back, and under load up
 * to ten share a call. While the circuit is open nothing waits: events are refused, and their
 * sender keeps them.
 */
public final class DeliveryQueue {
  private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

  /** The limit of Pusher and of SNS for one call. */
  private static final int BATCH = 10;

  /** Who asked has given up by then, and asks again. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final String outlet;
  private final Function<List<QueuedEvent>, Future<List<SinkResponse>>> publish;
  private final Circuit circuit;
  private final DeliveryMeters meters;
  private final Clock clock;
  private final Executor soon;
  private final int capacity;
  private final int parallel;

  private final ChannelQueues lanes = new ChannelQueues();
  private int calls;
  private boolean startsSoon;
  private boolean starting;

  /**
   * @param outlet its name, as a person reads it
   * @param publish brings up to ten events with one call; an answer for each, in their order
   * @param soon runs something after all that the event loop has to do at this moment
   * @param capacity how many events may wait
   * @param parallel how many calls may be under way
   */
  public DeliveryQueue(
      String outlet,
      Function<List<QueuedEvent>, Future<List<SinkResponse>>> publish,
      Circuit circuit,
      DeliveryMeters meters,
      Clock clock,
      Executor soon,
      int capacity,
      int parallel) {
    this.outlet = outlet;
    this.publish = publish;
    this.circuit = circuit;
    this.meters = meters;
    this.clock = clock;
    this.soon = soon;
    this.capacity = capacity;
    this.parallel = parallel;
  }

  /**
   * Sends an event.
   *
   * @return the outlet's word; fails with BUSY if too much waits, with UPSTREAM if the outlet
   *     cannot take it now
   */
  public Future<DeliveryAcceptance> send(EncodedEvent event) {
    var delivery = QueuedEvent.of(event, clock.instant());
    if (circuit.isOpen()) {
      refuse(List.of(delivery));
    } else if (lanes.size() >= capacity) {
      refuse(
          List.of(delivery),
          Reason.BUSY,
          "Too many events wait for %s just now.".formatted(outlet));
    } else {
      lanes.add(delivery);
      startCallsSoon();
    }
    return delivery.word().future();
  }

  public int waiting() {
    return lanes.size();
  }

  public int calls() {
    return calls;
  }

  private void startCallsSoon() {
    if (!startsSoon) {
      startsSoon = true;
      soon.execute(this::startCalls);
    }
  }

  /** Calls that end at once are followed by the next from here, not from within each other. */
  private void startCalls() {
    startsSoon = false;
    if (!starting) {
      starting = true;
      startAll();
      starting = false;
    }
  }

  private void startAll() {
    while (!circuit.isOpen() && calls < parallel && lanes.areReady()) {
      start(lanes.take(BATCH));
    }
    while (circuit.isOpen() && lanes.areReady()) {
      var batch = lanes.take(BATCH);
      refuse(batch.deliveries());
      lanes.release(batch);
    }
  }

  private void start(ChannelQueues.Batch batch) {
    var oldest = clock.instant().minus(LONGEST_WAIT);
    var inTime =
        batch.deliveries().stream()
            .collect(Collectors.partitioningBy(it -> !it.since().isBefore(oldest)));
    refuse(inTime.get(false), Reason.BUSY, outlet + " is too slow just now.");
    if (inTime.get(true).isEmpty()) {
      lanes.release(batch);
      return;
    }
    calls++;
    publish(inTime.get(true))
        .onComplete(
            done -> {
              calls--;
              lanes.release(batch);
              startCalls();
            });
  }

  private Future<Void> publish(List<QueuedEvent> batch) {
    var begin = System.nanoTime();
    return circuit
        .call(() -> batch.get(0).own(() -> publish.apply(batch)))
        .onComplete(done -> meters.call(batch.size(), System.nanoTime() - begin))
        .transform(
            done ->
                done.succeeded()
                    ? judge(batch, done.result())
                    : fail(batch, "cannot be reached: " + done.cause().getMessage()));
  }

  private Future<Void> judge(List<QueuedEvent> batch, List<SinkResponse> answers) {
    var suspects = new ArrayList<QueuedEvent>();
    var refused = new LinkedHashMap<String, List<QueuedEvent>>();
    var taken = new ArrayList<QueuedEvent>(batch.size());
    for (var i = 0; i < batch.size(); i++) {
      var answer = answers.get(i);
      if (answer.accepted()) {
        taken.add(batch.get(i));
      } else if (answer.isFinal()) {
        suspects.add(batch.get(i));
      } else {
        refused.computeIfAbsent("answered " + answer, why -> new ArrayList<>()).add(batch.get(i));
      }
    }
    if (!taken.isEmpty()) {
      settle(taken, true);
    }
    refused.forEach((why, deliveries) -> fail(deliveries, why));
    return batch.size() == 1 && !suspects.isEmpty()
        ? drop(batch, answers.get(0))
        : publishOneByOne(suspects);
  }

  /** One bad event spoils a batch; alone, each shows what it is. */
  private Future<Void> publishOneByOne(List<QueuedEvent> batch) {
    return Sequentially.forEach(batch.iterator(), delivery -> publishAlone(List.of(delivery)));
  }

  private Future<Void> publishAlone(List<QueuedEvent> one) {
    return circuit.isOpen() ? refuse(one) : publish(one);
  }

  private Future<Void> drop(List<QueuedEvent> batch, SinkResponse answer) {
    batch
        .get(0)
        .about(log.atError())
        .log(
            "{} will never take {} ({}), channel {}",
            outlet,
            batch.get(0).event(),
            answer,
            batch.get(0).channel());
    return settle(batch, false);
  }

  private Future<Void> settle(List<QueuedEvent> batch, boolean pushed) {
    meters.settled(batch.size(), pushed);
    batch.forEach(it -> it.word().complete(new DeliveryAcceptance(pushed)));
    return Future.succeededFuture();
  }

  private Future<Void> fail(List<QueuedEvent> batch, String why) {
    meters.failed(batch.size());
    batch.forEach(it -> it.about(log.atWarn()).log("Not delivered: {}. {} {}", it, outlet, why));
    var failure = new BusFailure(Reason.UPSTREAM, outlet + " could not take the event just now.");
    batch.forEach(it -> it.word().fail(failure));
    return Future.succeededFuture();
  }

  private Future<Void> refuse(List<QueuedEvent> batch) {
    return refuse(batch, Reason.UPSTREAM, outlet + " takes no events just now.");
  }

  /** Ends what was not tried. */
  private Future<Void> refuse(List<QueuedEvent> batch, Reason reason, String sentence) {
    meters.refused(batch.size());
    batch.forEach(it -> it.word().fail(new BusFailure(reason, sentence)));
    return Future.succeededFuture();
  }
}

package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Queue of events for one sink. If a call is free, it starts as soon as the event loop has
 * processed all input of the same moment: a single event is never delayed, and under load up to ten
 * share a call. While the circuit is open nothing waits: events are refused, and the sender keeps
 * them.
 */
public final class DeliveryQueue {
  /** The limit of Pusher and of SNS for one call. */
  private static final int MAX_BATCH = 10;

  /** The sender has given up by then, and sends again. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(1);

  private final BatchPublisher publisher;
  private final Clock clock;
  private final Executor deferred;
  private final int capacity;
  private final int maxCalls;

  private final ChannelQueues queues = new ChannelQueues();
  private int calls;
  private boolean startScheduled;
  private boolean starting;

  /**
   * @param deferred runs an action after everything that the event loop has to do at this moment
   * @param capacity the number of events that may wait
   * @param maxCalls the number of calls that may be under way
   */
  public DeliveryQueue(
      BatchPublisher publisher, Clock clock, Executor deferred, int capacity, int maxCalls) {
    this.publisher = publisher;
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
    var queued = QueuedEvent.of(event, clock.instant());
    if (publisher.isPaused()) {
      publisher.refuse(List.of(queued), DeliveryRefusal.CIRCUIT_OPEN);
    } else if (queues.size() >= capacity) {
      publisher.refuse(List.of(queued), DeliveryRefusal.QUEUE_FULL);
    } else {
      queues.add(queued);
      scheduleStart();
    }
    return queued.acceptance().future();
  }

  /** Returns the number of waiting events. */
  public int waiting() {
    return queues.size();
  }

  /** Returns the number of calls under way. */
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
      try {
        startAll();
      } finally {
        starting = false;
      }
    }
  }

  private void startAll() {
    while (!publisher.isPaused() && calls < maxCalls && queues.hasReady()) {
      start(queues.take(MAX_BATCH));
    }
    while (publisher.isPaused() && queues.hasReady()) {
      var batch = queues.take(MAX_BATCH);
      publisher.refuse(batch.events(), DeliveryRefusal.CIRCUIT_OPEN);
      queues.release(batch);
    }
  }

  private void start(ChannelQueues.Batch batch) {
    var earliest = clock.instant().minus(MAX_WAIT);
    var inTime =
        batch.events().stream()
            .collect(Collectors.partitioningBy(it -> !it.queuedAt().isBefore(earliest)));
    publisher.refuse(inTime.get(false), DeliveryRefusal.WAITED_TOO_LONG);
    if (inTime.get(true).isEmpty()) {
      queues.release(batch);
      return;
    }
    calls++;
    publisher.publish(inTime.get(true)).onComplete(done -> end(batch));
  }

  private void end(ChannelQueues.Batch batch) {
    calls--;
    queues.release(batch);
    startCalls();
  }
}

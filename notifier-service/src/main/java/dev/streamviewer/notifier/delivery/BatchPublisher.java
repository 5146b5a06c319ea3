package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes batches of events to one sink, and tells each sender the result of its event. */
public final class BatchPublisher {
  private static final Logger log = LoggerFactory.getLogger(BatchPublisher.class);

  private final String sink;
  private final Function<List<QueuedEvent>, Future<List<SinkResponse>>> call;
  private final SinkCircuitBreaker circuit;
  private final DeliveryMeters meters;

  /**
   * @param sink the display name of the sink
   * @param call sends up to ten events in one call and returns a response for each, in order
   */
  public BatchPublisher(
      String sink,
      Function<List<QueuedEvent>, Future<List<SinkResponse>>> call,
      SinkCircuitBreaker circuit,
      DeliveryMeters meters) {
    this.sink = sink;
    this.call = call;
    this.circuit = circuit;
    this.meters = meters;
  }

  /** Returns whether the sink accepts no events at present. */
  boolean isPaused() {
    return circuit.isOpen();
  }

  /** Publishes events. Completes once each sender knows the result; never fails. */
  Future<Void> publish(List<QueuedEvent> batch) {
    var begin = System.nanoTime();
    return circuit
        .call(() -> batch.get(0).runOnContext(() -> call.apply(batch)))
        .onComplete(done -> meters.call(batch.size(), System.nanoTime() - begin))
        .transform(
            (responses, failure) ->
                failure == null ? handle(batch, responses) : fail(batch, failure))
        .recover(failure -> fail(batch, failure));
  }

  /** Refuses events without a call. */
  void refuse(List<QueuedEvent> events, DeliveryRefusal refusal) {
    meters.refused(events.size());
    events.forEach(event -> event.acceptance().fail(refusal.failure(sink)));
  }

  private Future<Void> handle(List<QueuedEvent> batch, List<SinkResponse> responses) {
    var suspects = new ArrayList<QueuedEvent>();
    for (var i = 0; i < batch.size(); i++) {
      if (batch.size() > 1 && responses.get(i).mayConcernOne()) {
        suspects.add(batch.get(i));
      } else {
        handle(batch.get(i), responses.get(i));
      }
    }
    return publishOneByOne(suspects);
  }

  private void handle(QueuedEvent event, SinkResponse response) {
    if (response.isAccepted()) {
      settle(event, true);
    } else if (response.isPermanentError()) {
      drop(event, response);
    } else {
      fail(event, "response " + response);
    }
  }

  /**
   * Publishes events separately: one bad event spoils a batch, and a separate call identifies it.
   */
  private Future<Void> publishOneByOne(List<QueuedEvent> events) {
    return Sequentially.forEach(events.iterator(), event -> publishSingle(List.of(event)));
  }

  private Future<Void> publishSingle(List<QueuedEvent> single) {
    if (isPaused()) {
      refuse(single, DeliveryRefusal.CIRCUIT_OPEN);
      return Future.succeededFuture();
    }
    return publish(single);
  }

  private void drop(QueuedEvent event, SinkResponse response) {
    event
        .about(log.atError())
        .log(
            "Dropped {} of channel {}: {} will never accept this event, response {}",
            event.event(),
            event.channel(),
            sink,
            response);
    settle(event, false);
  }

  private void settle(QueuedEvent event, boolean pushed) {
    meters.settled(pushed);
    event.acceptance().complete(new DeliveryAcceptance(pushed));
  }

  private Future<Void> fail(List<QueuedEvent> batch, Throwable failure) {
    batch.stream()
        .filter(event -> !event.acceptance().future().isComplete())
        .forEach(event -> fail(event, failure.getMessage()));
    return Future.succeededFuture();
  }

  private void fail(QueuedEvent event, String reason) {
    meters.failed();
    event.about(log.atWarn()).log("Cannot deliver {} to {}: {}", event, sink, reason);
    event.acceptance().fail(new BusFailure(Reason.UPSTREAM, sink + " could not accept the event."));
  }
}

package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All receivers of events. An event is accepted once every sink has decided on it. A repetition
 * skips the sinks that have the event already.
 */
public final class EventSinks {
  /** Less than the sender's deadline, after which the sender keeps the event and sends again. */
  private static final Duration RECEIPT_DEADLINE = Duration.ofMillis(500);

  private final Map<String, Function<EncodedEvent, Future<DeliveryAcceptance>>> byName;
  private final DeliveryReceipts receipts;
  private final Timeouts timeouts;

  /**
   * @param byName sends an event to one sink, by the sink's name; fails if the sink cannot accept
   *     the event now
   */
  public EventSinks(
      Map<String, Function<EncodedEvent, Future<DeliveryAcceptance>>> byName,
      DeliveryReceipts receipts,
      Timers timers) {
    this.byName = Map.copyOf(byName);
    this.receipts = receipts;
    this.timeouts = new Timeouts(timers);
  }

  /**
   * Sends an event to every sink that is not known to have it.
   *
   * @return whether any sink published the event; fails after all sends have ended if one failed
   */
  public Future<DeliveryAcceptance> send(EncodedEvent event) {
    return byName.size() == 1
        ? byName.values().iterator().next().apply(event)
        : receipts.find(event.id()).compose(acceptedBy -> send(event, acceptedBy));
  }

  private Future<DeliveryAcceptance> send(EncodedEvent event, Set<String> earlier) {
    var acceptedBy = new HashSet<>(earlier);
    var pushed = new boolean[] {!earlier.isEmpty()};
    var sends =
        byName.entrySet().stream()
            .filter(sink -> !earlier.contains(sink.getKey()))
            .map(
                sink ->
                    sink.getValue()
                        .apply(event)
                        .onSuccess(
                            acceptance -> {
                              acceptedBy.add(sink.getKey());
                              pushed[0] |= acceptance.pushed();
                            }))
            .toList();
    var all = Future.join(sends);
    // The sender may repeat the event before the slowest sink has answered.
    var receiptStored =
        timeouts
            .within(RECEIPT_DEADLINE, "The slowest sink", all)
            .<Boolean>map(inTime -> !earlier.isEmpty())
            .recover(late -> storeReceipt(event.id(), acceptedBy));
    return all.transform(
        done ->
            receiptStored.compose(
                stored -> {
                  if (done.succeeded()) {
                    if (stored) {
                      receipts.remove(event.id());
                    }
                    return Future.succeededFuture(new DeliveryAcceptance(pushed[0]));
                  }
                  return storeReceipt(event.id(), acceptedBy)
                      .compose(it -> Future.failedFuture(done.cause()));
                }));
  }

  private Future<Boolean> storeReceipt(String id, Set<String> acceptedBy) {
    return acceptedBy.isEmpty()
        ? Future.succeededFuture(false)
        : receipts.store(id, acceptedBy).map(true);
  }
}

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
    var progress = new Progress(event.id(), earlier);
    var all =
        Future.join(
            byName.entrySet().stream()
                .filter(sink -> !earlier.contains(sink.getKey()))
                .map(sink -> send(event, sink.getKey(), progress))
                .toList());
    // The sender may repeat the event before the slowest sink has answered.
    var hasReceipt =
        timeouts
            .within(RECEIPT_DEADLINE, "The slowest sink", all)
            .<Boolean>map(inTime -> !earlier.isEmpty())
            .recover(late -> storeReceipt(progress));
    return all.transform(
        (done, failure) ->
            hasReceipt.compose(
                stored -> failure == null ? accept(progress, stored) : fail(progress, failure)));
  }

  private Future<DeliveryAcceptance> send(EncodedEvent event, String sink, Progress progress) {
    return byName
        .get(sink)
        .apply(event)
        .onSuccess(
            acceptance -> {
              progress.acceptedBy.add(sink);
              progress.pushed |= acceptance.pushed();
            });
  }

  private Future<DeliveryAcceptance> accept(Progress progress, boolean hasReceipt) {
    if (hasReceipt) {
      receipts.remove(progress.id);
    }
    return Future.succeededFuture(new DeliveryAcceptance(progress.pushed));
  }

  private Future<DeliveryAcceptance> fail(Progress progress, Throwable failure) {
    return storeReceipt(progress).compose(stored -> Future.failedFuture(failure));
  }

  private Future<Boolean> storeReceipt(Progress progress) {
    return progress.acceptedBy.isEmpty()
        ? Future.succeededFuture(false)
        : receipts.store(progress.id, progress.acceptedBy).map(true);
  }

  /** The sinks that have accepted an event so far. */
  private static final class Progress {
    private final String id;
    private final Set<String> acceptedBy;
    private boolean pushed;

    private Progress(String id, Set<String> earlier) {
      this.id = id;
      this.acceptedBy = new HashSet<>(earlier);
      this.pushed = !earlier.isEmpty();
    }
  }
}

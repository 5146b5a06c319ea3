package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
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

  /** Events whose receipts are being read, by channel in order of arrival. */
  private final Map<String, Queue<Lookup>> lookups = new HashMap<>();

  private record Lookup(Future<Set<String>> receipts, Promise<Set<String>> turn) {}

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
        : receiptsInOrder(event).compose(acceptedBy -> send(event, acceptedBy));
  }

  /** Finds the sinks that have an event. The results of a channel keep the order of its events. */
  private Future<Set<String>> receiptsInOrder(EncodedEvent event) {
    var channel = ChannelNames.channelOf(event.event());
    var lookup = new Lookup(receipts.find(event.id()), Promise.promise());
    lookups.computeIfAbsent(channel, first -> new ArrayDeque<>()).add(lookup);
    lookup.receipts().onComplete(done -> passOn(channel));
    return lookup.turn().future();
  }

  private void passOn(String channel) {
    var queue = lookups.getOrDefault(channel, new ArrayDeque<>());
    while (!queue.isEmpty() && queue.element().receipts().isComplete()) {
      var next = queue.remove();
      next.turn().handle(next.receipts());
    }
    if (queue.isEmpty()) {
      lookups.remove(channel);
    }
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

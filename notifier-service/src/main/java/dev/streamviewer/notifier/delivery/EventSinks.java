package dev.streamviewer.notifier.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All to whom events go. An event is accepted once every outlet has had its last word on it; who
 * has it already is spared when it is sent again because of another.
 */
public final class EventSinks {
  /** Before who asked gives up and keeps the event, to send it again. */
  private static final long LATE_MS = 500;

  private final Map<String, Function<EncodedEvent, Future<DeliveryAcceptance>>> byName;
  private final DeliveryReceipts receipts;

  /**
   * @param byName each sends an event to one outlet, and fails if that cannot take it now
   */
  public EventSinks(
      Map<String, Function<EncodedEvent, Future<DeliveryAcceptance>>> byName,
      DeliveryReceipts receipts) {
    this.byName = Map.copyOf(byName);
    this.receipts = receipts;
  }

  /**
   * Sends an event to every outlet that is not known to have it.
   *
   * @return whether one of them took it; fails as soon as all have ended and one could not take it
   */
  public Future<DeliveryAcceptance> send(EncodedEvent event) {
    return byName.size() == 1
        ? byName.values().iterator().next().apply(event)
        : receipts.of(event.id()).compose(having -> send(event, having));
  }

  private Future<DeliveryAcceptance> send(EncodedEvent event, Set<String> before) {
    var having = new HashSet<>(before);
    var took = new boolean[] {!before.isEmpty()};
    var sends =
        byName.entrySet().stream()
            .filter(outlet -> !before.contains(outlet.getKey()))
            .map(
                outlet ->
                    outlet
                        .getValue()
                        .apply(event)
                        .onSuccess(
                            accepted -> {
                              having.add(outlet.getKey());
                              took[0] |= accepted.pushed();
                            }))
            .toList();
    var all = Future.join(sends);
    // It may be sent again before the slowest has answered.
    var known =
        all.timeout(LATE_MS, MILLISECONDS)
            .<Boolean>map(inTime -> !before.isEmpty())
            .recover(late -> keep(event.id(), having));
    return all.transform(
        done ->
            known.compose(
                kept -> {
                  if (done.succeeded()) {
                    if (kept) {
                      receipts.forget(event.id());
                    }
                    return Future.succeededFuture(new DeliveryAcceptance(took[0]));
                  }
                  return keep(event.id(), having).compose(it -> Future.failedFuture(done.cause()));
                }));
  }

  private Future<Boolean> keep(String id, Set<String> having) {
    return having.isEmpty() ? Future.succeededFuture(false) : receipts.keep(id, having).map(true);
  }
}

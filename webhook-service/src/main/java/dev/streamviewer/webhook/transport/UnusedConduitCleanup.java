package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes conduits of ours that nothing points at any more: a client id has only five. */
public final class UnusedConduitCleanup {
  private static final Logger log = LoggerFactory.getLogger(UnusedConduitCleanup.class);

  /** While processes are being replaced, the new ones may just have made it. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final HelixConduits twitch;
  private final ConduitRegistry conduits;
  private final SubscriptionTransport transport;
  private final Clock clock;
  private final Map<String, Instant> spareSince = new HashMap<>();

  public UnusedConduitCleanup(
      HelixConduits twitch,
      ConduitRegistry conduits,
      SubscriptionTransport transport,
      Clock clock) {
    this.twitch = twitch;
    this.conduits = conduits;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * Deletes those that have been spare for a while.
   *
   * @param found all subscriptions that are ours
   */
  public Future<Void> clear(List<JsonObject> found) {
    var spare =
        conduits.all().stream()
            .map(ConduitRegistry.Ours::id)
            .filter(id -> isFormer(id) && !isUsed(id, found))
            .toList();
    spareSince.keySet().retainAll(spare);
    return Future.all(spare.stream().filter(this::isOver).map(this::delete).toList()).mapEmpty();
  }

  private boolean isFormer(String conduitId) {
    var pointing = new JsonObject().put("conduit_id", conduitId);
    return transport.of(new JsonObject().put("transport", pointing)) == Ownership.FORMER;
  }

  private static boolean isUsed(String conduitId, List<JsonObject> found) {
    return found.stream()
        .filter(SubscriptionStatus::isAlive)
        .map(it -> it.getJsonObject("transport", new JsonObject()))
        .anyMatch(it -> conduitId.equals(it.getValue("conduit_id")));
  }

  private boolean isOver(String conduitId) {
    var since = spareSince.computeIfAbsent(conduitId, first -> clock.instant());
    return since.plus(GRACE).isBefore(clock.instant());
  }

  private Future<Void> delete(String conduitId) {
    log.info("Nothing uses our conduit {} any more: deleting it", conduitId);
    return twitch.delete(conduitId).onSuccess(gone -> conduits.remove(conduitId));
  }
}

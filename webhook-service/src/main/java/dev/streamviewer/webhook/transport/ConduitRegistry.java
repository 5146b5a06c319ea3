package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.transport.HelixConduits.Conduit;
import dev.streamviewer.webhook.transport.HelixConduits.Shard;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conduits of this deployment, recognized by the callback of their shards, current or previous.
 * So a conduit is found again after any restart, and never confused with another deployment's.
 */
public final class ConduitRegistry {
  /** The minimum time between two lists, however many callers ask. */
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(5);

  private final HelixConduits helixConduits;
  private final CallbackUrls callbacks;
  private final Clock clock;
  private final Map<String, OwnConduit> ours = new LinkedHashMap<>();

  /** Former conduits of this deployment, deleted by Twitch or by us. */
  private final Set<String> formerIds = new HashSet<>();

  /** Conduits that this process created; without shards no other process can recognize them. */
  private final Set<String> createdIds = new HashSet<>();

  private Instant refreshedAt = Instant.MIN;
  private boolean loaded;
  private boolean stale;
  private Future<Void> refreshing;

  /**
   * A conduit of this deployment as last listed.
   *
   * @param shards the shards with a transport
   */
  public record OwnConduit(Conduit conduit, List<Shard> shards) {
    public String id() {
      return conduit.id();
    }
  }

  public ConduitRegistry(HelixConduits helixConduits, CallbackUrls callbacks, Clock clock) {
    this.helixConduits = helixConduits;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** The conduit of new subscriptions; all processes choose the same. */
  public Optional<OwnConduit> chosen() {
    return ours.values().stream().findFirst();
  }

  /** All conduits of this deployment. */
  public List<OwnConduit> all() {
    return List.copyOf(ours.values());
  }

  /** Whether Twitch has listed the conduits since the start. */
  boolean isLoaded() {
    return loaded;
  }

  boolean isOurs(String conduitId) {
    return ours.containsKey(conduitId);
  }

  /** Whether a conduit belongs to this deployment, or did before it was deleted. */
  boolean isOrWasOurs(String conduitId) {
    return isOurs(conduitId) || formerIds.contains(conduitId);
  }

  /** Lists the conduits again; concurrent callers share one call. */
  Future<Void> refresh() {
    if (refreshing == null) {
      refreshedAt = clock.instant();
      refreshing =
          helixConduits
              .list()
              .compose(this::withShards)
              .onSuccess(this::update)
              .<Void>mapEmpty()
              .onComplete(done -> refreshing = null);
    }
    return refreshing;
  }

  /** Lists the shards of the chosen conduit again. */
  Future<Void> refreshShards() {
    return chosen()
        .map(
            it ->
                helixConduits
                    .shards(it.id())
                    .onSuccess(
                        shards ->
                            ours.computeIfPresent(
                                it.id(), (id, known) -> new OwnConduit(known.conduit(), shards)))
                    .<Void>mapEmpty())
        .orElse(Future.succeededFuture());
  }

  /** Lists the conduits unless they are known, or were listed just now. */
  Future<Void> ensureLoaded() {
    var isCurrent = !ours.isEmpty() && !stale;
    return isCurrent
            || refreshing == null && refreshedAt.plus(MIN_INTERVAL).isAfter(clock.instant())
        ? Future.succeededFuture()
        : refresh();
  }

  /** Whether a conduit belongs to this deployment, after a new list if necessary. */
  public Future<Boolean> confirm(String conduitId) {
    return isOurs(conduitId)
        ? Future.succeededFuture(true)
        : refresh().map(refreshed -> isOurs(conduitId));
  }

  /** Marks the known conduits as possibly out of date. */
  void invalidate() {
    stale = true;
  }

  /** Adds a conduit that this process created. */
  void add(Conduit conduit) {
    createdIds.add(conduit.id());
    ours.put(conduit.id(), new OwnConduit(conduit, List.of()));
  }

  /** Removes a conduit that this process deleted. */
  void remove(String conduitId) {
    if (ours.remove(conduitId) != null) {
      formerIds.add(conduitId);
    }
  }

  private Future<List<OwnConduit>> withShards(List<Conduit> conduits) {
    var found =
        conduits.stream()
            .map(
                conduit ->
                    helixConduits
                        .shards(conduit.id())
                        .map(shards -> new OwnConduit(conduit, shards)))
            .toList();
    return Future.all(found).map(all -> all.<OwnConduit>list());
  }

  private void update(List<OwnConduit> found) {
    var previous = Set.copyOf(ours.keySet());
    ours.clear();
    found.stream()
        .filter(it -> createdIds.contains(it.id()) || isOurs(it.shards()))
        .sorted(Comparator.comparing(OwnConduit::id))
        .forEach(it -> ours.put(it.id(), it));
    previous.stream().filter(id -> !ours.containsKey(id)).forEach(formerIds::add);
    stale = false;
    loaded = true;
  }

  private boolean isOurs(List<Shard> shards) {
    return !shards.isEmpty()
        && shards.stream()
            .allMatch(it -> callbacks.ownershipOf(it.callback()) != SubscriptionOwnership.FOREIGN);
  }
}

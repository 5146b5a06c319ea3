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
 * Which conduits are ours: those whose shards post to our addresses, now or before. So ours is
 * found again after any restart, and never taken for that of another deployment.
 */
public final class ConduitRegistry {
  /** Many may ask at once; Twitch is not asked more often. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final HelixConduits twitch;
  private final CallbackUrls callbacks;
  private final Clock clock;
  private final Map<String, Ours> ours = new LinkedHashMap<>();

  /** Ours, until Twitch deleted them or we did. */
  private final Set<String> gone = new HashSet<>();

  /** Made here; while none of its shards has a transport, nobody else could know it as ours. */
  private final Set<String> made = new HashSet<>();

  private Instant lookedAt = Instant.MIN;
  private boolean hasLooked;
  private boolean doubted;
  private Future<Void> looking;

  /**
   * A conduit of ours as Twitch last showed it.
   *
   * @param shards those that have a transport
   */
  public record Ours(Conduit conduit, List<Shard> shards) {
    public String id() {
      return conduit.id();
    }
  }

  public ConduitRegistry(HelixConduits twitch, CallbackUrls callbacks, Clock clock) {
    this.twitch = twitch;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** The one for new subscriptions; all processes choose the same. */
  public Optional<Ours> chosen() {
    return ours.values().stream().findFirst();
  }

  /** All that are ours. */
  public List<Ours> all() {
    return List.copyOf(ours.values());
  }

  /** Whether Twitch has told us which there are. */
  boolean hasLooked() {
    return hasLooked;
  }

  boolean isOurs(String conduitId) {
    return ours.containsKey(conduitId);
  }

  boolean wasOurs(String conduitId) {
    return gone.contains(conduitId);
  }

  /** Asks Twitch, once for all who want to know at this moment. */
  Future<Void> look() {
    if (looking == null) {
      lookedAt = clock.instant();
      looking =
          twitch
              .list()
              .compose(this::withShards)
              .onSuccess(this::learn)
              .<Void>mapEmpty()
              .onComplete(done -> looking = null);
    }
    return looking;
  }

  /** Asks Twitch for the shards of the chosen one alone. */
  Future<Void> lookAtShards() {
    return chosen()
        .map(
            it ->
                twitch
                    .shards(it.id())
                    .onSuccess(
                        shards ->
                            ours.computeIfPresent(
                                it.id(), (id, known) -> new Ours(known.conduit(), shards)))
                    .<Void>mapEmpty())
        .orElse(Future.succeededFuture());
  }

  /** Asks Twitch unless ours is known, or was asked for just now. */
  Future<Void> known() {
    var certain = !ours.isEmpty() && !doubted;
    return certain || looking == null && lookedAt.plus(PAUSE).isAfter(clock.instant())
        ? Future.succeededFuture()
        : look();
  }

  /** Whether a conduit is ours, as far as Twitch says. */
  public Future<Boolean> confirm(String conduitId) {
    return isOurs(conduitId)
        ? Future.succeededFuture(true)
        : look().map(looked -> isOurs(conduitId));
  }

  /** What is known may be out of date. */
  void doubt() {
    doubted = true;
  }

  /** One was made by us. */
  void add(Conduit conduit) {
    made.add(conduit.id());
    ours.put(conduit.id(), new Ours(conduit, List.of()));
  }

  /** One was deleted by us. */
  void remove(String conduitId) {
    if (ours.remove(conduitId) != null) {
      gone.add(conduitId);
    }
  }

  private Future<List<Ours>> withShards(List<Conduit> conduits) {
    var found =
        conduits.stream()
            .map(conduit -> twitch.shards(conduit.id()).map(shards -> new Ours(conduit, shards)))
            .toList();
    return Future.all(found).map(all -> all.<Ours>list());
  }

  private void learn(List<Ours> found) {
    var before = Set.copyOf(ours.keySet());
    ours.clear();
    found.stream()
        .filter(it -> made.contains(it.id()) || isOurs(it.shards()))
        .sorted(Comparator.comparing(Ours::id))
        .forEach(it -> ours.put(it.id(), it));
    before.stream().filter(id -> !ours.containsKey(id)).forEach(gone::add);
    doubted = false;
    hasLooked = true;
  }

  private boolean isOurs(List<Shard> shards) {
    return !shards.isEmpty()
        && shards.stream().allMatch(it -> callbacks.of(it.callback()) != Ownership.FOREIGN);
  }
}

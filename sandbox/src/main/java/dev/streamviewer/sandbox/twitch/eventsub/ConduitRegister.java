package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.wire.ApiError;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Register of the application's conduits and the state of their shards. */
public final class ConduitRegister {
  private static final int MAX_CONDUITS = 5;
  private static final int MAX_SHARDS = 20_000;

  private final Map<String, Conduit> byId = new LinkedHashMap<>();
  private final Clock clock;
  private final DisabledShards listener;

  public ConduitRegister(Clock clock, DisabledShards listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Listener for shards that are no longer enabled. */
  public interface DisabledShards {
    void shardDisabled(Conduit conduit, ConduitShard shard);
  }

  public List<Conduit> all() {
    return List.copyOf(byId.values());
  }

  public Optional<Conduit> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Conduit create(int shardCount) {
    checkCount(shardCount);
    if (byId.size() >= MAX_CONDUITS) {
      throw new ApiError(429, "conduit limit exceeded");
    }
    var conduit = new Conduit(UUID.randomUUID().toString(), shardCount, clock.instant());
    byId.put(conduit.id(), conduit);
    return conduit;
  }

  public void resize(Conduit conduit, int shardCount) {
    checkCount(shardCount);
    conduit.resize(shardCount, clock.instant());
  }

  public void delete(Conduit conduit) {
    byId.remove(conduit.id());
  }

  /** Assigns a transport to a shard. A new callback must pass a challenge; a session needs none. */
  public ConduitShard assign(Conduit conduit, int number, EventSubTransport transport) {
    var unchanged =
        conduit.shard(number).filter(s -> s.isEnabled() && s.transport().equals(transport));
    if (unchanged.isPresent()) {
      return unchanged.get();
    }
    var status =
        transport instanceof Websocket
            ? EventSubSubscription.ENABLED
            : EventSubSubscription.PENDING;
    var shard = new ConduitShard(number, status, transport);
    conduit.put(shard, clock.instant());
    return shard;
  }

  /** Changes the status of a shard, unless the shard got another transport in the meantime. */
  public void changeStatus(String conduitId, ConduitShard shard, String status) {
    find(conduitId)
        .filter(conduit -> conduit.shard(shard.number()).filter(shard::equals).isPresent())
        .ifPresent(
            conduit ->
                put(conduit, shard, new ConduitShard(shard.number(), status, shard.transport())));
  }

  /** Disables the shards of an ended session. */
  public void sessionEnded(Websocket ended, String status) {
    for (var conduit : all()) {
      conduit.shards().stream()
          .filter(shard -> shard.isEnabled() && shard.transport().sameAs(ended))
          .forEach(shard -> put(conduit, shard, new ConduitShard(shard.number(), status, ended)));
    }
  }

  public boolean hasSession(String sessionId) {
    return byId.values().stream()
        .flatMap(conduit -> conduit.shards().stream())
        .anyMatch(
            shard ->
                shard.transport() instanceof Websocket websocket
                    && websocket.sessionId().equals(sessionId));
  }

  /**
   * Returns the conduits without an enabled shard for this time, after which Twitch deletes a
   * conduit.
   */
  public List<Conduit> downFor(Duration time) {
    var latest = clock.instant().minus(time);
    return byId.values().stream().filter(conduit -> conduit.hasBeenDownSince(latest)).toList();
  }

  private void put(Conduit conduit, ConduitShard before, ConduitShard after) {
    conduit.put(after, clock.instant());
    if (before.isEnabled() && !after.isEnabled()) {
      listener.shardDisabled(conduit, after);
    }
  }

  private static void checkCount(int shardCount) {
    if (shardCount < 1 || shardCount > MAX_SHARDS) {
      throw new ApiError(400, "shard_count must be from 1 to " + MAX_SHARDS);
    }
  }
}

package dev.streamviewer.sandbox.twitch.eventsub;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A set of shards that share the messages of the subscriptions that point at it. */
public final class Conduit {
  private final String id;
  private final TreeMap<Integer, ConduitShard> shards = new TreeMap<>();
  private int shardCount;
  private Instant downSince;

  Conduit(String id, int shardCount, Instant now) {
    this.id = id;
    this.shardCount = shardCount;
    this.downSince = now;
  }

  public String id() {
    return id;
  }

  public int shardCount() {
    return shardCount;
  }

  /** The shards that have been given a transport; the others do not exist yet. */
  public List<ConduitShard> shards() {
    return List.copyOf(shards.values());
  }

  public Optional<ConduitShard> shard(int number) {
    return Optional.ofNullable(shards.get(number));
  }

  public boolean hasRoomFor(int number) {
    return number >= 0 && number < shardCount;
  }

  /** Fewer shards: those at the top are gone. */
  void resize(int shardCount, Instant now) {
    this.shardCount = shardCount;
    shards.tailMap(shardCount).clear();
    watchHealth(now);
  }

  void put(ConduitShard shard, Instant now) {
    shards.put(shard.number(), shard);
    watchHealth(now);
  }

  private void watchHealth(Instant now) {
    var up = shards.values().stream().anyMatch(ConduitShard::isEnabled);
    if (up) {
      downSince = null;
    } else if (downSince == null) {
      downSince = now;
    }
  }

  boolean hasBeenDownSince(Instant then) {
    return downSince != null && !downSince.isAfter(then);
  }

  /**
   * The shard for a channel: always the same one as long as it is enabled, else one other, and if
   * that is disabled as well, none.
   */
  public Optional<ConduitShard> route(String channelId) {
    var first = Math.floorMod(channelId.hashCode(), shardCount);
    return enabled(first).or(() -> enabled((first + 1) % shardCount));
  }

  private Optional<ConduitShard> enabled(int number) {
    return shard(number).filter(ConduitShard::isEnabled);
  }

  public JsonObject toJson() {
    return new JsonObject().put("id", id).put("shard_count", shardCount);
  }
}

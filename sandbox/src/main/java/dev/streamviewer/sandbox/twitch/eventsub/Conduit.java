package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.BoundedHistory;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A set of shards that share the messages of the conduit's subscriptions. */
public final class Conduit {
  private final String id;
  private final TreeMap<Integer, ConduitShard> shards = new TreeMap<>();
  private final BoundedHistory<ShardAssignment> assignments = new BoundedHistory<>(100);
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

  /** Returns the shards with a transport. A shard without a transport does not exist yet. */
  public List<ConduitShard> shards() {
    return List.copyOf(shards.values());
  }

  public Optional<ConduitShard> shard(int number) {
    return Optional.ofNullable(shards.get(number));
  }

  /** Returns the latest calls that gave shards a transport, newest first. */
  public List<ShardAssignment> assignments() {
    return assignments.newest(Integer.MAX_VALUE);
  }

  /** Records a call that gave shards a transport. */
  public void assigned(List<ConduitShard> updated) {
    var enabled = shards.values().stream().filter(ConduitShard::isEnabled).count();
    assignments.add(
        new ShardAssignment(updated.stream().map(ConduitShard::id).toList(), (int) enabled));
  }

  public boolean hasRoomFor(int number) {
    return number >= 0 && number < shardCount;
  }

  /** Sets the number of shards. A smaller number removes the shards with the highest ids. */
  void resize(int shardCount, Instant now) {
    this.shardCount = shardCount;
    shards.tailMap(shardCount).clear();
    updateDownSince(now);
  }

  void put(ConduitShard shard, Instant now) {
    shards.put(shard.number(), shard);
    updateDownSince(now);
  }

  private void updateDownSince(Instant now) {
    var anyEnabled = shards.values().stream().anyMatch(ConduitShard::isEnabled);
    if (anyEnabled) {
      downSince = null;
    } else if (downSince == null) {
      downSince = now;
    }
  }

  boolean hasBeenDownSince(Instant instant) {
    return downSince != null && !downSince.isAfter(instant);
  }

  /**
   * Returns the shard for a channel: the same shard while enabled, else the next shard. The result
   * is empty if the next shard is disabled as well.
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

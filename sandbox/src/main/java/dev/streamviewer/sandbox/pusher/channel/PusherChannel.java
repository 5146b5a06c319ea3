package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An occupied channel: who listens, and on a presence channel as whom. */
public final class PusherChannel {
  private final ChannelName name;
  private final Map<PusherConnection, Optional<PresenceMember>> listeners = new LinkedHashMap<>();

  PusherChannel(ChannelName name) {
    this.name = name;
  }

  public ChannelName name() {
    return name;
  }

  public int listenerCount() {
    return listeners.size();
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** Adds a listener; true when a member comes who was not there on another connection. */
  boolean add(PusherConnection connection, Optional<PresenceMember> member) {
    var isNew = member.filter(one -> !hasMember(one.userId())).isPresent();
    listeners.put(connection, member);
    return isNew;
  }

  /** Removes a listener; answers the member who is gone from all connections thereby. */
  Optional<PresenceMember> remove(PusherConnection connection) {
    return Objects.requireNonNull(listeners.remove(connection))
        .filter(member -> !hasMember(member.userId()));
  }

  public Optional<PresenceMember> member(PusherConnection connection) {
    return listeners.getOrDefault(connection, Optional.empty());
  }

  boolean hasMember(String userId) {
    return members().containsKey(userId);
  }

  /** Members by user id, one for each user. */
  public Map<String, PresenceMember> members() {
    var members = new LinkedHashMap<String, PresenceMember>();
    listeners.values().forEach(m -> m.ifPresent(one -> members.putIfAbsent(one.userId(), one)));
    return members;
  }

  /** What a new listener is told of a presence channel. */
  JsonObject presence() {
    var members = members();
    var hash = new JsonObject();
    members.forEach((id, member) -> hash.put(id, member.info()));
    return new JsonObject()
        .put(
            "presence",
            new JsonObject()
                .put("ids", new JsonArray(List.copyOf(members.keySet())))
                .put("hash", hash)
                .put("count", members.size()));
  }

  /** Sends to all but one; answers how many it was sent to. */
  int broadcast(String frame, String exceptSocketId) {
    // A copy: a listener who is let go for being slow leaves the map.
    var receivers =
        listeners.keySet().stream()
            .filter(listener -> !listener.socketId().equals(exceptSocketId))
            .toList();
    receivers.forEach(listener -> listener.send(frame));
    return receivers.size();
  }
}

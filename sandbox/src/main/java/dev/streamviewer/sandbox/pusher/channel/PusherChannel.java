package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An occupied channel with its listeners and, on a presence channel, its members. */
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

  /** Adds a listener; returns true if the member is new, with no other connection. */
  boolean add(PusherConnection connection, Optional<PresenceMember> member) {
    var isNew = member.filter(one -> !hasMember(one.userId())).isPresent();
    listeners.put(connection, member);
    return isNew;
  }

  /** Removes a listener; returns the member if this was the member's last connection. */
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

  /** Returns the members by user id, each user once. */
  public Map<String, PresenceMember> members() {
    var members = new LinkedHashMap<String, PresenceMember>();
    listeners.values().forEach(m -> m.ifPresent(one -> members.putIfAbsent(one.userId(), one)));
    return members;
  }

  /** Returns the data of a presence channel for a new listener. */
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

  /** Sends a frame to all listeners except one socket; returns the number of recipients. */
  int broadcast(String frame, String exceptSocketId) {
    // A copy: disconnecting a slow listener removes it from the map.
    var receivers =
        listeners.keySet().stream()
            .filter(listener -> !listener.socketId().equals(exceptSocketId))
            .toList();
    receivers.forEach(listener -> listener.send(frame));
    return receivers.size();
  }
}

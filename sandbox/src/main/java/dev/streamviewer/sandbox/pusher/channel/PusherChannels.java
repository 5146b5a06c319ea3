package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The occupied channels, and the routing of every event to the listeners. */
public final class PusherChannels {
  private final Map<String, PusherChannel> occupied = new LinkedHashMap<>();
  private final EventCache cache;
  private final ChannelOccupancyReports occupancy;

  public PusherChannels(EventCache cache, ChannelOccupancyReports occupancy) {
    this.cache = cache;
    this.occupancy = occupancy;
  }

  public Optional<PusherChannel> find(String name) {
    return Optional.ofNullable(occupied.get(name));
  }

  public Collection<PusherChannel> all() {
    return List.copyOf(occupied.values());
  }

  public void join(PusherConnection connection, ChannelName name, Optional<PresenceMember> member) {
    var channel = occupied.computeIfAbsent(name.value(), first -> new PusherChannel(name));
    if (channel.isEmpty()) {
      occupancy.occupied(name);
    }
    var newcomer = channel.add(connection, member);
    connection.joined(name.value());
    connection.send(
        PusherFrames.event(
            "pusher_internal:subscription_succeeded",
            name.value(),
            name.isPresence() ? channel.presence() : new JsonObject()));
    if (newcomer) {
      channel.broadcast(
          PusherFrames.event("pusher_internal:member_added", name.value(), member.get().added()),
          connection.socketId());
      occupancy.memberAdded(name, member.get().userId());
    }
    if (name.isCache()) {
      replay(connection, name);
    }
  }

  /** Sends a new listener the last event of a cache channel, or reports that there is none. */
  private void replay(PusherConnection connection, ChannelName name) {
    cache
        .get(name)
        .ifPresentOrElse(
            last -> connection.send(PusherFrames.event(last.event(), name.value(), last.data())),
            () -> {
              connection.send(PusherFrames.event("pusher:cache_miss", name.value(), ""));
              occupancy.cacheMissed(name);
            });
  }

  public void leave(PusherConnection connection, String name) {
    var channel = occupied.get(name);
    if (channel == null || !connection.isOn(name)) {
      return;
    }
    connection.left(name);
    channel
        .remove(connection)
        .ifPresent(
            member -> {
              channel.broadcast(
                  PusherFrames.event("pusher_internal:member_removed", name, member.removed()), "");
              occupancy.memberRemoved(channel.name(), member.userId());
            });
    if (channel.isEmpty()) {
      occupied.remove(name);
      occupancy.vacated(channel.name());
    }
  }

  public void leaveAll(PusherConnection connection) {
    connection.channels().forEach(name -> leave(connection, name));
  }

  /** Sends an event to all listeners except one socket; returns the number of recipients. */
  public int publish(ChannelName name, String event, String data, String exceptSocketId) {
    if (name.isCache()) {
      cache.put(name, event, data);
      occupancy.cacheFilled(name);
    }
    return relay(name, PusherFrames.event(event, name.value(), data), exceptSocketId);
  }

  /** Sends a frame that is not cached, such as a client event. */
  public int relay(ChannelName name, String frame, String exceptSocketId) {
    return find(name.value()).map(c -> c.broadcast(frame, exceptSocketId)).orElse(0);
  }

  EventCache cache() {
    return cache;
  }
}

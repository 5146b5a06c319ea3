package dev.streamviewer.sandbox.twitch.world;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The moderators of each channel, by ids. Broadcasters always moderate their own channel. */
public final class ChannelModerators {
  /** Bound on roles, because any request can add some. */
  private static final int MAX_ROLES = 20_000;

  private final Map<String, Set<String>> byChannel = new LinkedHashMap<>();
  private int roles;

  /** Appoints a moderator. Returns false if the user is one already, or there are too many. */
  public boolean appoint(String broadcasterId, String userId) {
    if (broadcasterId.equals(userId) || roles >= MAX_ROLES) {
      return false;
    }
    var added = byChannel.computeIfAbsent(broadcasterId, id -> new LinkedHashSet<>()).add(userId);
    roles += added ? 1 : 0;
    return added;
  }

  /** Removes a moderator. Returns false if the user is none. */
  public boolean remove(String broadcasterId, String userId) {
    var removed = byChannel.getOrDefault(broadcasterId, new LinkedHashSet<>()).remove(userId);
    roles -= removed ? 1 : 0;
    return removed;
  }

  /** Whether the user moderates the channel, as the broadcaster or as an appointed moderator. */
  public boolean moderates(String userId, String broadcasterId) {
    return userId.equals(broadcasterId)
        || byChannel.getOrDefault(broadcasterId, Set.of()).contains(userId);
  }

  /** Returns the appointed moderators of a channel. */
  public List<String> of(String broadcasterId) {
    return List.copyOf(byChannel.getOrDefault(broadcasterId, Set.of()));
  }

  /** Returns the channels that a user was appointed to moderate. */
  public List<String> channelsOf(String userId) {
    return byChannel.entrySet().stream()
        .filter(channel -> channel.getValue().contains(userId))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Removes all roles of a deleted account, and all moderators of its channel. */
  void forget(String userId) {
    channelsOf(userId).forEach(channel -> remove(channel, userId));
    of(userId).forEach(moderator -> remove(userId, moderator));
    byChannel.remove(userId);
  }
}

package dev.streamviewer.sandbox.twitch.payload;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Current polls, predictions, hype trains, goals, campaigns, redemptions and requests. The messages
 * of an episode share an id.
 */
final class EventEpisodes {
  private static final int MAX_EPISODES = 10_000;
  private static final Set<String> BEGINNINGS = Set.of("begin", "add", "create", "start");

  private final Map<String, EventEpisode> running = new LinkedHashMap<>();
  private final Clock clock;

  EventEpisodes(Clock clock) {
    this.clock = clock;
  }

  /** Returns the episode of an event; the first event of a kind starts a new episode. */
  EventEpisode of(String userId, String type) {
    var family = type.substring(0, type.lastIndexOf('.'));
    var key = userId + " " + family;
    var stage = type.substring(type.lastIndexOf('.') + 1);
    if (BEGINNINGS.contains(stage) || !running.containsKey(key)) {
      if (running.size() >= MAX_EPISODES) {
        running.remove(running.keySet().iterator().next());
      }
      running.put(key, new EventEpisode(UUID.randomUUID().toString(), clock.instant()));
    }
    return running.get(key);
  }
}

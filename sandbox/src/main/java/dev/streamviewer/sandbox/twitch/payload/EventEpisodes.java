package dev.streamviewer.sandbox.twitch.payload;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Current polls, predictions, hype trains and goals. The messages of an episode share an id. */
final class EventEpisodes {
  private static final int MAX_EPISODES = 10_000;

  private final Map<String, EventEpisode> running = new LinkedHashMap<>();
  private final Clock clock;

  EventEpisodes(Clock clock) {
    this.clock = clock;
  }

  /** Returns the episode of an event; {@code .begin} starts a new episode. */
  EventEpisode of(String userId, String type) {
    var family = type.substring(0, type.lastIndexOf('.'));
    var key = userId + " " + family;
    if (type.endsWith(".begin") || !running.containsKey(key)) {
      if (running.size() >= MAX_EPISODES) {
        running.remove(running.keySet().iterator().next());
      }
      running.put(key, new EventEpisode(UUID.randomUUID().toString(), clock.instant()));
    }
    return running.get(key);
  }
}

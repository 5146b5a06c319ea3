package dev.streamviewer.webhook;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How many streamers one viewer may watch, so that nobody alone uses up what Twitch allows. */
final class ViewerLimit {
  static final String SENTENCE =
      "You have watched many streamers within an hour. Please wait a while before the next one.";

  private static final int MOST = 25;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int CAPACITY = 10_000;

  private final Clock clock;
  private final Map<String, Map<String, Instant>> streamersByViewer =
      BoundedMap.inOrderOfArrival(CAPACITY);

  ViewerLimit(Clock clock) {
    this.clock = clock;
  }

  /** Somebody watches a streamer, asked here or of another process. */
  void watched(String viewerId, String streamerId) {
    recent(viewerId).put(streamerId, clock.instant());
  }

  /** Whether a viewer may watch a streamer; one whom they watch already they may. */
  boolean allows(String viewerId, String streamerId) {
    var recent = recent(viewerId);
    return recent.containsKey(streamerId) || recent.size() < MOST;
  }

  private Map<String, Instant> recent(String viewerId) {
    var recent = streamersByViewer.computeIfAbsent(viewerId, it -> new HashMap<>());
    var since = clock.instant().minus(WINDOW);
    recent.values().removeIf(at -> at.isBefore(since));
    return recent;
  }
}

package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit of streamers per viewer, so that no viewer alone uses up Twitch's limits. Streamers are
 * counted by login, which is known before a call to Twitch.
 */
final class ViewerLimit {
  static final String SENTENCE =
      "You have watched many streamers within an hour. Please wait before you open another"
          + " streamer.";

  private static final int MAX_STREAMERS = 25;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int CAPACITY = 10_000;

  private final Clock clock;
  private final Map<String, Map<String, Instant>> loginsByViewer =
      BoundedMap.inOrderOfArrival(CAPACITY);

  ViewerLimit(Clock clock) {
    this.clock = clock;
  }

  /** Counts a watch, whichever process received the request. */
  void watched(String viewerId, String login) {
    recent(viewerId).put(login, clock.instant());
  }

  /** Whether a viewer may watch a streamer; always true for a streamer that the viewer watches. */
  boolean allows(String viewerId, String login) {
    var recent = recent(viewerId);
    return recent.containsKey(login) || recent.size() < MAX_STREAMERS;
  }

  /** Whether a viewer has watched a streamer within the hour. */
  boolean isWatching(String viewerId, String login) {
    return recent(viewerId).containsKey(login);
  }

  private Map<String, Instant> recent(String viewerId) {
    var recent = loginsByViewer.computeIfAbsent(viewerId, it -> new HashMap<>());
    var since = clock.instant().minus(WINDOW);
    recent.values().removeIf(at -> at.isBefore(since));
    return recent;
  }
}

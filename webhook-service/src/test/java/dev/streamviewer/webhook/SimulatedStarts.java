package dev.streamviewer.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How long it takes from the first watch until everything of a streamer reaches us. */
final class SimulatedStarts {
  private final Predicate<String> isComplete;
  private final Clock clock;
  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> withoutRoom = new HashSet<>();
  private final List<Start> starts = new ArrayList<>();
  private long givenUp;

  /**
   * @param roomless whether somebody was told meanwhile that nothing more can be paid
   */
  record Start(Instant at, Duration took, boolean roomless) {}

  SimulatedStarts(Predicate<String> isComplete, Clock clock) {
    this.isComplete = isComplete;
    this.clock = clock;
  }

  void wanted(String streamerId) {
    if (!isComplete.test(streamerId)) {
      since.putIfAbsent(streamerId, clock.instant());
    }
  }

  void noRoom(String streamerId) {
    if (since.containsKey(streamerId)) {
      withoutRoom.add(streamerId);
    }
  }

  void complete(String streamerId) {
    var at = since.remove(streamerId);
    if (at != null) {
      var took = Duration.between(at, clock.instant());
      starts.add(new Start(at, took, withoutRoom.remove(streamerId)));
    }
  }

  /** Everybody left before all was there. */
  void unwanted(String streamerId) {
    if (since.remove(streamerId) != null) {
      withoutRoom.remove(streamerId);
      givenUp++;
    }
  }

  /** Those that came to an end. */
  List<Start> all() {
    return Collections.unmodifiableList(starts);
  }

  /** How many streamers lost their listeners first. */
  long givenUp() {
    return givenUp;
  }

  /** How long it has been at most for those that still wait. */
  Duration longestWaiting() {
    return since.values().stream()
        .map(at -> Duration.between(at, clock.instant()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

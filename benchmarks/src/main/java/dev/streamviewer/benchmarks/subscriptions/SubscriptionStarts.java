package dev.streamviewer.benchmarks.subscriptions;

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

/** The times from the first watch of a streamer until all subscriptions deliver. */
final class SubscriptionStarts {
  private final Predicate<String> isComplete;
  private final Clock clock;
  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> withoutRoom = new HashSet<>();
  private final List<Start> starts = new ArrayList<>();
  private long givenUp;

  /**
   * @param siteFull whether a viewer was told meanwhile that the site is full
   */
  record Start(Instant at, Duration took, boolean siteFull) {}

  SubscriptionStarts(Predicate<String> isComplete, Clock clock) {
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

  /** Ends the wait of a streamer that lost all listeners before. */
  void unwanted(String streamerId) {
    if (since.remove(streamerId) != null) {
      withoutRoom.remove(streamerId);
      givenUp++;
    }
  }

  /** The completed starts. */
  List<Start> all() {
    return Collections.unmodifiableList(starts);
  }

  /** The number of streamers that lost their listeners first. */
  long givenUp() {
    return givenUp;
  }

  /** The longest wait that is not over. */
  Duration longestWaiting() {
    return since.values().stream()
        .map(at -> Duration.between(at, clock.instant()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}

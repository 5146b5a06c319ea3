package dev.streamviewer.platform.retry;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Pauses before the next attempt at something that Twitch refused or ended. The default is one
 * minute, doubled each time up to half an hour.
 */
public final class RetryGate {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int CAPACITY = 10_000;

  private final Duration first;
  private final Duration longest;
  private final Clock clock;
  private final Map<String, Pause> pauses = BoundedMap.inOrderOfArrival(CAPACITY);

  private record Pause(Duration length, Instant end) {}

  public RetryGate(Clock clock) {
    this(FIRST, LONGEST, clock);
  }

  public RetryGate(Duration first, Duration longest, Clock clock) {
    this.first = first;
    this.longest = longest;
    this.clock = clock;
  }

  /** Whether a key may be tried now. */
  public boolean allows(String key) {
    var pause = pauses.get(key);
    return pause == null || !clock.instant().isBefore(pause.end());
  }

  /** Records a failure: each one delays the next attempt for longer. */
  public void failed(String key) {
    var before = pauses.remove(key);
    var length =
        before == null || isOver(before)
            ? first
            : shorter(before.length().multipliedBy(2), longest);
    pauses.put(key, new Pause(length, clock.instant().plus(length)));
  }

  /** Clears the pause of a key, after a viewer asked again or the obstacle was removed. */
  public void forget(String key) {
    pauses.remove(key);
  }

  /** Resets a key that has been healthy for twice the longest pause. */
  private boolean isOver(Pause pause) {
    return pause.end().plus(longest.multipliedBy(2)).isBefore(clock.instant());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

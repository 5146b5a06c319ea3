package dev.streamviewer.platform.retry;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * When to try again what Twitch refused or ended: after a minute, then after twice as long each
 * time, half an hour at most; unless it is told other times.
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

  /** Whether a thing may be tried now. */
  public boolean allows(String key) {
    var pause = pauses.get(key);
    return pause == null || !clock.instant().isBefore(pause.end());
  }

  /** It went wrong: the next try is later, and later each time. */
  public void failed(String key) {
    var before = pauses.remove(key);
    var length =
        before == null || isOver(before)
            ? first
            : shorter(before.length().multipliedBy(2), longest);
    pauses.put(key, new Pause(length, clock.instant().plus(length)));
  }

  /** Somebody asks for it, or what stood against it has changed. */
  public void forget(String key) {
    pauses.remove(key);
  }

  /** What has been well for twice the longest pause begins from the start. */
  private boolean isOver(Pause pause) {
    return pause.end().plus(longest.multipliedBy(2)).isBefore(clock.instant());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

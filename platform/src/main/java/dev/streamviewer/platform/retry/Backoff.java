package dev.streamviewer.platform.retry;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off per key, with jitter so that clients that lost a connection together do not
 * reconnect together.
 */
public final class Backoff {
  private static final int CAPACITY = 10_000;

  private final Clock clock;
  private final Map<Object, Pause> pauses = BoundedMap.inOrderOfArrival(CAPACITY);

  private record Pause(Duration length, Instant end) {}

  public Backoff(Clock clock) {
    this.clock = clock;
  }

  public boolean allows(Object key) {
    var pause = pauses.get(key);
    return pause == null || !clock.instant().isBefore(pause.end());
  }

  /** Records a failure: the next pause is the first, or twice the last, up to the longest. */
  public void failed(Object key, Duration first, Duration longest) {
    var before = pauses.remove(key);
    var length = before == null || isLongOver(before) ? first : before.length().multipliedBy(2);
    var bounded = length.compareTo(longest) > 0 ? longest : length;
    pauses.put(key, new Pause(bounded, clock.instant().plus(jittered(bounded))));
  }

  public void forget(Object key) {
    pauses.remove(key);
  }

  /** Resets the back-off of a key that has been healthy for longer than its pause lasted. */
  private boolean isLongOver(Pause pause) {
    var calm = pause.length().multipliedBy(2).plus(Duration.ofMinutes(1));
    return pause.end().plus(calm).isBefore(clock.instant());
  }

  private static Duration jittered(Duration length) {
    var half = Math.max(1, length.toMillis() / 2);
    return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
  }
}

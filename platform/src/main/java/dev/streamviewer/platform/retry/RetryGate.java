package dev.streamviewer.platform.retry;

import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Pauses before the next attempt at something that was refused or ended, with a {@link Backoff} for
 * each key. The default is one minute, doubled each time up to half an hour.
 */
public final class RetryGate {
  private static final Backoff DEFAULT = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));
  private static final int CAPACITY = 10_000;

  private final Backoff backoff;
  private final UnaryOperator<Duration> spread;
  private final Clock clock;
  private final Map<Object, Pause> pauses = BoundedMap.inOrderOfArrival(CAPACITY);

  /**
   * @param reset the time from which a failure counts as the first
   */
  private record Pause(Duration length, Instant end, Instant reset) {}

  public RetryGate(Clock clock) {
    this(DEFAULT, clock);
  }

  public RetryGate(Backoff backoff, Clock clock) {
    this(backoff, UnaryOperator.identity(), clock);
  }

  private RetryGate(Backoff backoff, UnaryOperator<Duration> spread, Clock clock) {
    this.backoff = backoff;
    this.spread = spread;
    this.clock = clock;
  }

  /** Pauses of random length, for many keys that may fail together. */
  public static RetryGate withJitter(Clock clock) {
    return new RetryGate(DEFAULT, Backoff::jittered, clock);
  }

  /** Whether a key may be tried now. */
  public boolean allows(Object key) {
    var pause = pauses.get(key);
    return pause == null || !clock.instant().isBefore(pause.end());
  }

  /** Records a failure: each one delays the next attempt for longer. */
  public void failed(Object key) {
    failed(key, backoff);
  }

  /** Records a failure that has a back-off of its own. */
  public void failed(Object key, Backoff backoff) {
    var last = pauses.remove(key);
    var now = clock.instant();
    var isFirst = last == null || last.reset().isBefore(now);
    var length = isFirst ? backoff.first() : backoff.after(last.length());
    var end = now.plus(spread.apply(length));
    pauses.put(key, new Pause(length, end, end.plus(backoff.longest().multipliedBy(2))));
  }

  /** Clears the pause of a key, after a viewer asked again or the obstacle was removed. */
  public void forget(Object key) {
    pauses.remove(key);
  }
}

package dev.streamviewer.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. Safe to read on other threads. */
public final class TestClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);

  /** A clock that stands still at noon of an ordinary day. */
  public TestClock() {
    this(Instant.parse("2026-11-23T12:00:00Z"));
  }

  /** A clock that stands still at an instant. */
  public TestClock(Instant start) {
    this(Clock.fixed(start, ZoneOffset.UTC));
  }

  private TestClock(Clock base) {
    this.base = base;
  }

  /** Returns a clock that runs with the system time, ahead by the time that a test lets pass. */
  public static TestClock running() {
    return new TestClock(Clock.systemUTC());
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    advanced.updateAndGet(before -> before.plus(time));
  }

  /** Moves a clock that stands still, forwards or backwards. */
  public void set(Instant instant) {
    advanced.set(Duration.between(base.instant(), instant));
  }

  @Override
  public Instant instant() {
    return base.instant().plus(advanced.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Tests use UTC");
  }
}

package dev.streamviewer.sandbox.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time, and however much a test lets pass at once. */
final class ShiftingClock extends Clock {
  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

  void pass(Duration time) {
    passed.updateAndGet(before -> before.plus(time));
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(passed.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(Clock.system(zone), passed.get());
  }
}

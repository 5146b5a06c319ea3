package dev.streamviewer.gateway;

import java.time.Duration;

/** Limits for tests: the standard ones, but for what a test is about. */
final class TestLimits {
  private static final Limits STANDARD = Limits.standard();
  private static final Duration LINGER = Duration.ofMillis(100);

  private TestLimits() {}

  static Limits standard() {
    return timed(STANDARD.body(), STANDARD.connections(), STANDARD.firstHead(), STANDARD.silence());
  }

  static Limits connections(int most) {
    return timed(STANDARD.body(), most, STANDARD.firstHead(), STANDARD.silence());
  }

  static Limits body(Duration deadline) {
    return timed(deadline, STANDARD.connections(), STANDARD.firstHead(), STANDARD.silence());
  }

  static Limits firstHead(Duration firstHead) {
    return timed(STANDARD.body(), STANDARD.connections(), firstHead, STANDARD.silence());
  }

  static Limits silence(Duration silence) {
    return timed(STANDARD.body(), STANDARD.connections(), STANDARD.firstHead(), silence);
  }

  static Limits bodyBytes(long total, long share) {
    return of(STANDARD.body(), total, share, STANDARD.callbacks());
  }

  /** As many calls of each kind may be under way. */
  static Limits calls(Duration body, int most) {
    return of(body, STANDARD.bodyBytes(), STANDARD.bodyShare(), most);
  }

  private static Limits of(Duration body, long bodyBytes, long bodyShare, int calls) {
    return new Limits(
        body,
        bodyBytes,
        bodyShare,
        calls,
        calls,
        STANDARD.connections(),
        STANDARD.firstHead(),
        STANDARD.silence(),
        LINGER);
  }

  private static Limits timed(
      Duration body, int connections, Duration firstHead, Duration silence) {
    return new Limits(
        body,
        STANDARD.bodyBytes(),
        STANDARD.bodyShare(),
        STANDARD.callbacks(),
        STANDARD.pusherWebhooks(),
        connections,
        firstHead,
        silence,
        LINGER);
  }
}

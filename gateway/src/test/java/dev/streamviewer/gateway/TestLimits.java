package dev.streamviewer.gateway;

import dev.streamviewer.gateway.http.HttpLimits;
import java.time.Duration;

/** Limits for tests: the standard limits, except for the tested one. */
public final class TestLimits {
  private static final HttpLimits STANDARD = HttpLimits.standard();

  private TestLimits() {}

  static HttpLimits standard() {
    return timed(STANDARD.body(), STANDARD.connections(), STANDARD.firstHead(), STANDARD.silence());
  }

  public static HttpLimits connections(int max) {
    return timed(STANDARD.body(), max, STANDARD.firstHead(), STANDARD.silence());
  }

  public static HttpLimits body(Duration deadline) {
    return timed(deadline, STANDARD.connections(), STANDARD.firstHead(), STANDARD.silence());
  }

  public static HttpLimits firstHead(Duration firstHead) {
    return timed(STANDARD.body(), STANDARD.connections(), firstHead, STANDARD.silence());
  }

  public static HttpLimits silence(Duration silence) {
    return timed(STANDARD.body(), STANDARD.connections(), STANDARD.firstHead(), silence);
  }

  public static HttpLimits bodyBytes(long total, long share) {
    return of(STANDARD.body(), total, share, STANDARD.callbacks());
  }

  /** Limits with the given number of concurrent calls of each kind. */
  public static HttpLimits calls(Duration body, int max) {
    return of(body, STANDARD.bodyBytes(), STANDARD.bodyShare(), max);
  }

  private static HttpLimits of(Duration body, long bodyBytes, long bodyShare, int calls) {
    return new HttpLimits(
        body,
        bodyBytes,
        bodyShare,
        calls,
        calls,
        STANDARD.connections(),
        STANDARD.firstHead(),
        STANDARD.silence(),
        STANDARD.linger());
  }

  private static HttpLimits timed(
      Duration body, int connections, Duration firstHead, Duration silence) {
    return new HttpLimits(
        body,
        STANDARD.bodyBytes(),
        STANDARD.bodyShare(),
        STANDARD.callbacks(),
        STANDARD.pusherWebhooks(),
        connections,
        firstHead,
        silence,
        STANDARD.linger());
  }
}

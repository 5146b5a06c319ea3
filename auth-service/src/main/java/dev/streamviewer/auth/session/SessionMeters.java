package dev.streamviewer.auth.session;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of sessions. */
public final class SessionMeters {
  private static final String VALIDATIONS = "auth_validations";
  private static final String REFRESHES = "auth_refreshes";
  private static final String ENDED = "auth_sessions_ended";

  private final MeterRegistry registry;
  private final AtomicInteger sessions;

  public SessionMeters(MeterRegistry registry) {
    this.registry = registry;
    this.sessions = registry.gauge("auth_sessions", new AtomicInteger());
    // Registered with zero, so that the first of each shows as an increase.
    List.of("good", "bad", "unknown").forEach(it -> count(VALIDATIONS, "result", it, 0));
    List.of("renewed", "refused", "unknown").forEach(it -> count(REFRESHES, "result", it, 0));
    List.of("logout", "consent").forEach(it -> count(ENDED, "reason", it, 0));
  }

  /**
   * @param result {@code good}, {@code bad} or {@code unknown}
   */
  void validation(String result) {
    count(VALIDATIONS, "result", result, 1);
  }

  /**
   * @param result {@code renewed}, {@code refused} or {@code unknown}
   */
  void refresh(String result) {
    count(REFRESHES, "result", result, 1);
  }

  /**
   * @param reason {@code logout}, or {@code consent} if Twitch reports that consent has ended
   */
  void sessionEnded(String reason) {
    count(ENDED, "reason", reason, 1);
  }

  /** Sets the number of sessions in the cluster at the last count. */
  void sessions(int number) {
    sessions.set(number);
  }

  private void count(String name, String tag, String value, int times) {
    registry.counter(name, tag, value).increment(times);
  }
}

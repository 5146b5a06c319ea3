package dev.streamviewer.auth.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of sessions. */
public final class SessionMeters {
  private static final Family VALIDATIONS =
      new Family("sev_auth_validations", "Sessions validated at Twitch by result", "result");
  private static final Family REFRESHES =
      new Family("sev_auth_refreshes", "Refreshed tokens by result", "result");
  private static final Family ENDED =
      new Family("sev_auth_sessions_ended", "Ended sessions by reason", "reason");

  private record Family(String name, String description, String label) {}

  private final MeterRegistry registry;
  private final AtomicInteger sessions;

  public SessionMeters(MeterRegistry registry) {
    this.registry = registry;
    this.sessions = new AtomicInteger();
    Gauge.builder("sev_auth_sessions", sessions, AtomicInteger::get)
        .description("Signed-in viewers in the whole cluster, at the last count")
        .register(registry);
    // Registered with zero, so that the first of each shows as an increase.
    List.of("good", "bad", "unknown").forEach(it -> count(VALIDATIONS, it, 0));
    List.of("renewed", "refused", "unknown").forEach(it -> count(REFRESHES, it, 0));
    List.of("logout", "consent").forEach(it -> count(ENDED, it, 0));
  }

  /**
   * @param result {@code good}, {@code bad} or {@code unknown}
   */
  void validation(String result) {
    count(VALIDATIONS, result, 1);
  }

  /**
   * @param result {@code renewed}, {@code refused} or {@code unknown}
   */
  void refresh(String result) {
    count(REFRESHES, result, 1);
  }

  /**
   * @param reason {@code logout}, or {@code consent} if Twitch reports that consent has ended
   */
  void sessionEnded(String reason) {
    count(ENDED, reason, 1);
  }

  /** Sets the number of sessions in the cluster at the last count. */
  void sessions(int number) {
    sessions.set(number);
  }

  private void count(Family family, String value, int times) {
    Counter.builder(family.name())
        .description(family.description())
        .tag(family.label(), value)
        .register(registry)
        .increment(times);
  }
}

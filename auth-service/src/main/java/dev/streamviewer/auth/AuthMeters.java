package dev.streamviewer.auth;

import dev.streamviewer.platform.contract.LoginResult.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the auth service counts. */
final class AuthMeters {
  private final MeterRegistry registry;
  private final AtomicInteger sessions;

  AuthMeters(MeterRegistry registry) {
    this.registry = registry;
    this.sessions = registry.gauge("auth.sessions", new AtomicInteger());
  }

  void login(Outcome outcome) {
    count("auth.logins", "outcome", outcome.name().toLowerCase(Locale.ROOT));
  }

  /**
   * @param result {@code good}, {@code bad} or {@code unknown}
   */
  void validation(String result) {
    count("auth.validations", "result", result);
  }

  /**
   * @param result {@code renewed}, {@code refused} or {@code unknown}
   */
  void refresh(String result) {
    count("auth.refreshes", "result", result);
  }

  /**
   * @param reason {@code logout} or {@code consent}, when Twitch no longer knows of one
   */
  void sessionEnded(String reason) {
    count("auth.sessions.ended", "reason", reason);
  }

  /** How many sessions the cluster holds, as of the last look. */
  void sessions(int number) {
    sessions.set(number);
  }

  private void count(String name, String tag, String value) {
    registry.counter(name, tag, value).increment();
  }
}

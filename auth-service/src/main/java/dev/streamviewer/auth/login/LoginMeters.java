package dev.streamviewer.auth.login;

import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Metrics of sign-ins. */
public final class LoginMeters {
  private final MeterRegistry registry;

  public LoginMeters(MeterRegistry registry) {
    this.registry = registry;
    // Registered with zero, so that the first of each shows as an increase.
    for (var outcome : Outcome.values()) {
      count(outcome, 0);
    }
  }

  void completed(Outcome outcome) {
    count(outcome, 1);
  }

  private void count(Outcome outcome, int times) {
    Counter.builder("sev_auth_logins")
        .description("Sign-ins by result")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment(times);
  }
}

package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Randoms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Codes on their way from the consent page to the token endpoint: single use, one minute. */
final class AuthorizationCodes {
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final int MAX_PENDING = 1_000;

  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final Randoms randoms = new Randoms();
  private final Clock clock;

  AuthorizationCodes(Clock clock) {
    this.clock = clock;
  }

  String issue(Grant grant, String redirectUri) {
    if (pending.size() >= MAX_PENDING) {
      pending.remove(pending.keySet().iterator().next());
    }
    var code = randoms.token(30);
    pending.put(code, new Pending(grant, redirectUri, clock.instant().plus(LIFETIME)));
    return code;
  }

  Optional<Pending> redeem(String code) {
    return Optional.ofNullable(pending.remove(code))
        .filter(issued -> clock.instant().isBefore(issued.expiresAt()));
  }

  record Pending(Grant grant, String redirectUri, Instant expiresAt) {}
}

package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.wire.RandomTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Authorization codes for the token endpoint: single use, valid for a minute. */
public final class AuthorizationCodes {
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final int MAX_PENDING = 1_000;

  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final RandomTokens randoms = new RandomTokens();
  private final Clock clock;

  public AuthorizationCodes(Clock clock) {
    this.clock = clock;
  }

  String issue(CodeGrant grant, String redirectUri) {
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

  record Pending(CodeGrant grant, String redirectUri, Instant expiresAt) {}
}

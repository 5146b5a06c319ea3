package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Randoms;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every access and refresh token that is valid now. */
public final class Tokens {
  private static final Duration APP_LIFETIME = Duration.ofSeconds(5_011_271);
  private static final int MAX_TOKENS = 20_000;

  private final Map<String, Token> access = new LinkedHashMap<>();
  private final Map<String, Grant> refresh = new LinkedHashMap<>();
  private final Randoms randoms = new Randoms();
  private final Clock clock;
  private final Duration userLifetime;

  Tokens(Clock clock, Duration userLifetime) {
    this.clock = clock;
    this.userLifetime = userLifetime;
  }

  Token issueApp() {
    return issue(null, Set.of(), APP_LIFETIME);
  }

  Token issueUser(Grant grant) {
    return issue(grant.userId(), grant.scopes(), userLifetime);
  }

  String issueRefresh(Grant grant) {
    var value = randoms.token(50);
    keepBounded(refresh);
    refresh.put(value, grant);
    return value;
  }

  /**
   * Spends a refresh token: Twitch may rotate it at any refresh, the stand-in does so each time.
   */
  Optional<Grant> spendRefresh(String value) {
    return Optional.ofNullable(refresh.remove(value));
  }

  Optional<Token> find(String value) {
    var token = access.get(value);
    if (token != null && !clock.instant().isBefore(token.expiresAt())) {
      access.remove(value);
      return Optional.empty();
    }
    return Optional.ofNullable(token);
  }

  boolean revoke(String value) {
    return access.remove(value) != null;
  }

  /** Ends every user's access tokens now; what they were refreshed with stays good. */
  public int expireUserTokens() {
    var before = access.size();
    access.values().removeIf(Token::isUser);
    return before - access.size();
  }

  /** The user disconnected the application, or is gone. */
  void forget(String userId) {
    access.values().removeIf(token -> userId.equals(token.userId()));
    refresh.values().removeIf(grant -> grant.userId().equals(userId));
  }

  long secondsLeft(Token token) {
    return Duration.between(clock.instant(), token.expiresAt()).toSeconds();
  }

  private Token issue(String userId, Set<String> scopes, Duration lifetime) {
    var token = new Token(randoms.token(30), userId, scopes, clock.instant().plus(lifetime));
    keepBounded(access);
    access.put(token.value(), token);
    return token;
  }

  private static void keepBounded(Map<String, ?> tokens) {
    if (tokens.size() >= MAX_TOKENS) {
      tokens.remove(tokens.keySet().iterator().next());
    }
  }
}

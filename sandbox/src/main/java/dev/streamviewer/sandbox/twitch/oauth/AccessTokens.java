package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.wire.RandomTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All access and refresh tokens. */
public final class AccessTokens {
  private static final Duration APP_LIFETIME = Duration.ofSeconds(5_011_271);
  private static final int MAX_TOKENS = 20_000;

  private final Map<String, AccessToken> access = new LinkedHashMap<>();
  private final Map<String, CodeGrant> refresh = new LinkedHashMap<>();
  private final RandomTokens randoms = new RandomTokens();
  private final Clock clock;
  private final Duration userLifetime;

  public AccessTokens(Clock clock, Duration userLifetime) {
    this.clock = clock;
    this.userLifetime = userLifetime;
  }

  AccessToken issueApp() {
    return issue(null, Set.of(), APP_LIFETIME);
  }

  AccessToken issueUser(CodeGrant grant) {
    return issue(grant.userId(), grant.scopes(), userLifetime);
  }

  String issueRefresh(CodeGrant grant) {
    var value = randoms.token(50);
    evictOldest(refresh);
    refresh.put(value, grant);
    return value;
  }

  /**
   * Redeems a refresh token. Twitch may rotate the token at any refresh, the sandbox does so each
   * time.
   */
  Optional<CodeGrant> redeemRefresh(String value) {
    return Optional.ofNullable(refresh.remove(value));
  }

  public Optional<AccessToken> find(String value) {
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

  /** Ends all access tokens of users. Refresh tokens stay valid. */
  public int expireUserTokens() {
    var previousSize = access.size();
    access.values().removeIf(AccessToken::isUser);
    return previousSize - access.size();
  }

  /** Deletes the tokens of a user who disconnected the application or deleted the account. */
  public void forget(String userId) {
    access.values().removeIf(token -> userId.equals(token.userId()));
    refresh.values().removeIf(grant -> grant.userId().equals(userId));
  }

  long secondsLeft(AccessToken token) {
    return Duration.between(clock.instant(), token.expiresAt()).toSeconds();
  }

  private AccessToken issue(String userId, Set<String> scopes, Duration lifetime) {
    var token = new AccessToken(randoms.token(30), userId, scopes, clock.instant().plus(lifetime));
    evictOldest(access);
    access.put(token.value(), token);
    return token;
  }

  private static void evictOldest(Map<String, ?> tokens) {
    if (tokens.size() >= MAX_TOKENS) {
      tokens.remove(tokens.keySet().iterator().next());
    }
  }
}

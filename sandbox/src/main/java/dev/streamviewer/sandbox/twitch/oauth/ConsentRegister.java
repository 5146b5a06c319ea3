package dev.streamviewer.sandbox.twitch.oauth;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Scopes that each user has granted to the application. A grant outlives tokens: revoking a token
 * keeps the grant, disconnecting the application ends the grant.
 */
public final class ConsentRegister {
  private final Map<String, Set<String>> scopesByUser = new LinkedHashMap<>();

  void grant(String userId, Set<String> scopes) {
    scopesByUser.computeIfAbsent(userId, id -> new LinkedHashSet<>()).addAll(scopes);
  }

  public boolean given(String userId) {
    return scopesByUser.containsKey(userId);
  }

  public Set<String> scopes(String userId) {
    return Set.copyOf(scopesByUser.getOrDefault(userId, Set.of()));
  }

  public boolean withdraw(String userId) {
    return scopesByUser.remove(userId) != null;
  }
}

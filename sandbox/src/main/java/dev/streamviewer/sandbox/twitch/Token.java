package dev.streamviewer.sandbox.twitch;

import java.time.Instant;
import java.util.Set;

/**
 * An access token.
 *
 * @param userId whose token it is; null for an app access token
 */
record Token(String value, String userId, Set<String> scopes, Instant expiresAt) {
  boolean isApp() {
    return userId == null;
  }

  boolean isUser() {
    return userId != null;
  }

  /** Whom the subscriptions belong to that it makes. */
  String ownerId() {
    return isApp() ? Subscription.APPLICATION : userId;
  }
}
